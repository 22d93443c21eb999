"""What signing in needs. Second steps and lists of devices are there when their libraries are installed."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .rows import Reasons, declare_rows

SIGN_IN = Reasons(
    label=_("Sign-ins"),
    purpose=_("To let you sign in, and to show others who you are where you take part."),
    basis=_("Agreement: without it there is no sign-in."),
    retention=_("As long as the account. You can have it erased at any time."),
)
DEVICES = Reasons(
    label=_("Where people are signed in"),
    purpose=_("To keep you signed in, and to show you where you are."),
    basis=_("Agreement: without it there is no sign-in."),
    retention=_("Two weeks after you were last here."),
)


def sessions_of(user):
    """Sessions hold the person inside what only we can read, so that each has to be opened."""
    now = timezone.now()
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            yield session


def export_sessions(user):
    return [{"signed in until": session.expire_date.isoformat()} for session in sessions_of(user)]


def erase_sessions(user):
    return Session.objects.filter(pk__in=[session.pk for session in sessions_of(user)]).delete()[0]


def delete_old_sessions():
    return Session.objects.filter(expire_date__lte=timezone.now()).delete()[0]


declare(
    Session,
    label=DEVICES.label,
    purpose=DEVICES.purpose,
    basis=DEVICES.basis,
    retention=DEVICES.retention,
    export=export_sessions,
    erase=erase_sessions,
    retain=delete_old_sessions,
)
declare_rows(
    "account.EmailAddress",
    SIGN_IN,
    fields=("user",),
    tell=lambda row: {"address": row.email, "confirmed": row.verified, "main": row.primary},
    delete=True,
)
declare_rows(
    "wagtailusers.UserProfile",
    SIGN_IN,
    fields=("user",),
    tell=lambda row: {
        "language": row.preferred_language,
        "time zone": row.current_time_zone,
        "told of pages sent for approval": row.submitted_notifications,
        "told of approvals": row.approved_notifications,
        "told of rejections": row.rejected_notifications,
        "told of notes": row.updated_comments_notifications,
        "colours": row.theme,
    },
    delete=True,
)
declare_rows(
    "mfa.Authenticator",
    SIGN_IN,
    fields=("user",),
    tell=lambda row: {"kind": row.get_type_display(), "made": row.created_at, "used": row.last_used_at},
    delete=True,
)
declare_rows(
    "usersessions.UserSession",
    DEVICES,
    fields=("user",),
    tell=lambda row: {
        "address": row.ip,
        "browser": row.user_agent,
        "from": row.created_at,
        "last seen": row.last_seen_at,
    },
    delete=True,
)
