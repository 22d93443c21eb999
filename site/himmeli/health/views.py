from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .checks import look
from .findings import State
from .letters import NotSent, send_test_letter
from .permissions import PERMISSION
from .summary import keep_summary


class HealthView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """How the site is, what is wrong first."""

    permission_required = PERMISSION
    template_name = "himmeli_admin/health/health.html"
    page_title = gettext_lazy("Health of the site")
    header_icon = "warning"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        told = look()
        number = keep_summary(told)
        groups = [(state, [check for check in told if check.state == state]) for state in sorted(State, reverse=True)]
        return super().get_context_data(groups=[group for group in groups if group[1]], number=number, **kwargs)


class TestLetterView(PermissionRequiredMixin, View):
    """Sends a letter to whoever presses the button, and says what the mail server answered."""

    permission_required = PERMISSION
    http_method_names = ["post"]

    def post(self, request):
        words = {"email": request.user.email}
        try:
            send_test_letter(to=request.user.email)
        except NotSent as answer:
            words["answer"] = str(answer)
            messages.error(request, _("The letter to %(email)s did not leave. The answer: %(answer)s") % words)
        else:
            messages.success(
                request,
                _("The mail server has taken the letter to %(email)s. If it does not come, look among the spam.")
                % words,
            )
        return redirect("health")
