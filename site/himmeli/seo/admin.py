from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .maintenance import is_on, switch

PERMISSION = "identity.change_siteidentity"


class MaintenanceView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Closes the site to visitors for a while, and opens it again."""

    permission_required = PERMISSION
    template_name = "seo/admin/maintenance.html"
    page_title = gettext_lazy("Maintenance break")
    header_icon = "lock"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_on=is_on(), **kwargs)

    def post(self, request):
        on = request.POST.get("state") == "on"
        switch(on=on)
        messages.success(request, _("The site is closed to visitors.") if on else _("The site is open again."))
        return redirect("seo_maintenance")


class MaintenanceNotice(Component):
    """On the admin's first page, while visitors can't see the site."""

    name, order = "maintenance", 0
    template_name = "seo/admin/maintenance_notice.html"

    def get_context_data(self, parent_context):
        return {"is_on": is_on()}
