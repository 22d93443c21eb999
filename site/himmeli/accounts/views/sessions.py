"""Where somebody is signed in, and signing out of there."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..devices import device_name, is_phone


@dataclass(frozen=True)
class ShownSession:
    pk: int
    name: str
    is_phone: bool
    began: datetime
    address: str
    is_current: bool


@require_safe
@login_required
@never_cache
def list_sessions(request):
    sessions = [_shown(session) for session in UserSession.objects.purge_and_list(request.user)]
    sessions.sort(key=lambda session: (not session.is_current, -session.began.timestamp()))
    return render(request, "accounts/sessions.html", {"sessions": sessions})


@require_POST
@login_required
def end_session(request, pk):
    """Sign out of one other place. Her own, or not found."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.is_current():
        return redirect("account_logout")
    session.end()
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")


@require_POST
@login_required
def end_other_sessions(request):
    others = [s for s in UserSession.objects.purge_and_list(request.user) if not s.is_current()]
    for session in others:
        session.end()
    text = ngettext("Signed out in %(number)s other place.", "Signed out in %(number)s other places.", len(others))
    messages.success(request, text % {"number": len(others)})
    return redirect("usersessions_list")


def _shown(session):
    return ShownSession(
        session.pk,
        device_name(session.user_agent),
        is_phone(session.user_agent),
        session.created_at,
        session.ip,
        session.is_current(),
    )
