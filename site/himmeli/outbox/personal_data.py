from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import Email
from .retention import erase_emails_to


def export_emails(user):
    return [
        {
            "about": email.subject,
            "written": email.created_at.isoformat(),
            "state": email.get_state_display(),
            "sent": email.sent_at.isoformat() if email.sent_at else "",
            "text": email.body if email.is_open else "",
        }
        for email in Email.objects.to_address(user.email)
    ]


def erase_emails(user):
    return erase_emails_to(user.email)


declare(
    Email,
    purpose=_("To deliver e-mails even if the mail server is away, and to see whether they arrived."),
    basis=_("Legitimate interest: what the site has promised to send must arrive."),
    retention=_("The text of an e-mail for two weeks, to whom and what about for half a year."),
    export=export_emails,
    erase=erase_emails,
)
