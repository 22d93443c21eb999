from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import Application


def export_applications(user):
    return [
        {
            "text": application.text,
            "state": application.get_status_display(),
            "sent": application.created_at.isoformat(),
            "decided": application.decided_at.isoformat() if application.decided_at else "",
        }
        for application in Application.objects.filter(user=user)
    ]


def erase_applications(user):
    return Application.objects.filter(user=user).delete()[0]


declare(
    Application,
    purpose=_("To let in those who ask for a sign-in."),
    basis=_("Steps before an agreement, at the request of whoever asks to join."),
    retention=_("As long as the account. One that was declined is deleted after 30 days, an unconfirmed one after 14."),
    export=export_applications,
    erase=erase_applications,
)
