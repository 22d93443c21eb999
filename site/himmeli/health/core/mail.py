"""Whether e-mail leaves."""

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine

SECONDS = 5


def leaves_nowhere() -> bool:
    """Whether e-mail is only written into the log, as on one's own machine."""
    return settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2] in {"console", "dummy", "filebased"}


def measure_mail():
    """What the mail server said when it was asked: an empty text is well."""
    if leaves_nowhere():
        return ""
    connection = get_connection()
    if hasattr(connection, "timeout"):
        connection.timeout = SECONDS
    try:
        connection.open()
        connection.close()
    except Exception as error:
        # Whatever it is, it is the answer.
        return f"{type(error).__name__}: {error}"[:500]
    return ""


def tell_about_mail(said):
    if leaves_nowhere():
        return [
            attention(
                _("No mail server is named: e-mail is only written into the server’s log. Nobody gets a new password."),
                _("Set EMAIL_HOST and what belongs to it on the server. docs/reference/settings.md lists them."),
            )
        ]
    if said:
        advice = _("Check EMAIL_HOST, EMAIL_PORT, the user and the password on the server. Then try with the button.")
        return [broken(_("The mail server does not take e-mail. It says: %(said)s") % {"said": said}, advice)]
    return [fine(_("The mail server (%(host)s) answers.") % {"host": settings.EMAIL_HOST or "-"})]


offer_check("mail", gettext_lazy("E-mail"), tell_about_mail, measure=measure_mail, every="hour", order=25)
