"""Whether e-mail leaves, and what waits or came back."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine
from himmeli.outbox.faults import WORDS, Fault
from himmeli.outbox.models import Email
from himmeli.outbox.transports import leaves_the_house, open_transport

SECONDS = 5
# What no waiting mends: somebody must look at the mail server or the settings.
OURS = {Fault.NONE, Fault.CONNECTION, Fault.SETTINGS}


def impatient_transport():
    """How e-mail leaves, with little patience: somebody waits for the answer."""
    transport = open_transport()
    if hasattr(transport, "timeout"):
        transport.timeout = SECONDS
    return transport


def measure_mail():
    """What the mail server said when it was asked: an empty text is well."""
    if not leaves_the_house():
        return ""
    transport = impatient_transport()
    try:
        transport.open()
        transport.close()
    except Exception as error:
        # Whatever it is, it is the answer.
        return f"{type(error).__name__}: {error}"[:500]
    return ""


def tell_about_mail(said):
    if not leaves_the_house():
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


def tell_about_outbox():
    findings, log = [], reverse("outbox_emails")
    late = Email.objects.late()
    faults = set(late.order_by().values_list("fault", flat=True).distinct())
    if faults:
        number = late.count()
        text = ngettext(
            "%(number)s e-mail has waited for more than ten minutes.",
            "%(number)s e-mails have waited for more than ten minutes.",
            number,
        ) % {"number": number}
        finding = broken if faults & OURS else attention
        details = tuple(str(WORDS[fault]) for fault in sorted(faults) if fault in WORDS)
        advice = _("They are tried again by themselves. If nothing leaves, look at the e-mail and the tasks here.")
        findings.append(finding(text, advice, url=f"{log}?state=waiting", link=_("What waits"), details=details))
    number = Email.objects.failed_lately().count()
    if number:
        text = ngettext(
            "%(number)s e-mail did not arrive in the last thirty days.",
            "%(number)s e-mails did not arrive in the last thirty days.",
            number,
        ) % {"number": number}
        advice = _("Look whether the addresses are right. You can send each of them again.")
        findings.append(attention(text, advice, url=f"{log}?state=failed", link=_("What did not arrive")))
    return findings or [fine(_("No e-mail waits or has come back."))]


offer_check("mail", gettext_lazy("E-mail"), tell_about_mail, measure=measure_mail, every="hour", order=25)
offer_check("outbox", gettext_lazy("E-mails on their way"), tell_about_outbox, order=27)
