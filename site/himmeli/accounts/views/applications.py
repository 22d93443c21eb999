"""The coordinator's desk: those who want in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..exceptions import AlreadyDecided
from ..models import Application
from ..permissions import may_decide_applications
from ..services import approve_application, decline_application

ON_A_PAGE = 30
DECISIONS = {"approve": approve_application, "decline": decline_application}


def _only_deciders(user):
    if not may_decide_applications(user):
        raise PermissionDenied


@require_safe
def applications(request):
    _only_deciders(request.user)
    waiting = Application.objects.to_decide().for_listing()
    declined = Application.objects.filter(status=Application.Status.DECLINED).for_listing().order_by("-decided_at")
    context = {
        "page_obj": Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page")),
        "declined": declined[:ON_A_PAGE],
        "page_title": _("People who want in"),
    }
    return render(request, "accounts/admin/applications.html", context)


@require_POST
def decide(request, pk):
    _only_deciders(request.user)
    application = get_object_or_404(Application.objects.filter(confirmed_at__isnull=False).for_listing(), pk=pk)
    service = DECISIONS.get(request.POST.get("decision"))
    if service is not None:
        try:
            service(application=application, actor=request.user)
            messages.success(request, _said(service, application))
        except AlreadyDecided:
            messages.warning(request, _("Somebody else has decided about %(name)s already.") % {"name": application})
    return redirect("people_applications")


def _said(service, application):
    if service is approve_application:
        return _("Let in: %(name)s. We have sent an e-mail that tells how to come in.") % {"name": application}
    return _("Not let in: %(name)s. We have told so in a friendly e-mail.") % {"name": application}
