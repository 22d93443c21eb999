"""What a mail server said, sorted: is the address wrong, is it a passing thing, or is the site set up wrongly?"""

import smtplib
import ssl
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models import Email

Fault = Email.Fault
WORDS = {
    Fault.CONNECTION: _("The mail server could not be reached."),
    Fault.SETTINGS: _(
        "The mail server does not accept mail from this site. The address, the name or the password of the mail "
        "server may be set wrongly."
    ),
    Fault.PASSING: _("The receiver’s mail server asked to try again later."),
    Fault.ADDRESS: _("The receiver’s mail server does not know the address, or takes no mail for it."),
    Fault.MESSAGE: _("The mail server did not take this e-mail."),
}


@dataclass(frozen=True)
class Failure:
    """`is_final`: no other try would help. `stops_all`: the next e-mail would fail in the same way now."""

    fault: str
    said: str = ""
    is_final: bool = False
    stops_all: bool = False


def sort_failure(error: BaseException) -> Failure:
    """What an error of a transport means for the e-mail that was being sent."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _of_refused(error.recipients)
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused):
        return Failure(Fault.SETTINGS, said_in(error), stops_all=True)
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        fault = Fault.SETTINGS if 500 <= error.smtp_code < 600 else Fault.CONNECTION
        return Failure(fault, said_in(error), stops_all=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return _of_code(error.smtp_code, said_in(error))
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure(Fault.SETTINGS, str(error), stops_all=True)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _of_missing(error)
    if isinstance(error, OSError):
        # smtplib's own errors are OSErrors, too: what is left of them is a conversation that broke off.
        return Failure(Fault.CONNECTION, _plain(error), stops_all=True)
    return Failure(Fault.MESSAGE, _plain(error), is_final=True)


def refused_in_words(refused: dict) -> str:
    """The addresses that were refused while others were taken, with what was said of each."""
    return "; ".join(f"{address}: {_reply(*answer)}" for address, answer in sorted(refused.items()))


def said_in(error) -> str:
    return _reply(error.smtp_code, error.smtp_error)


def _of_refused(recipients):
    """All were refused. One that may yet take it makes the whole worth another try."""
    said = "; ".join(_reply(*answer) for answer in recipients.values())
    if all(500 <= code < 600 for code, _said in recipients.values()):
        return Failure(Fault.ADDRESS, said, is_final=True)
    return Failure(Fault.PASSING, said)


def _of_code(code, said):
    if 500 <= code < 600:
        return Failure(Fault.MESSAGE, said, is_final=True)
    # 421: the server closes the connection.
    return Failure(Fault.PASSING, said, stops_all=code == 421)


def _of_missing(error):
    """The server lacks what the site's settings (TLS, a password) or this e-mail (an address with ä) ask for."""
    text = str(error)
    if "SMTPUTF8" in text:
        return Failure(Fault.ADDRESS, text, is_final=True)
    return Failure(Fault.SETTINGS, text, stops_all=True)


def _reply(code, said):
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{code} {' '.join(text.split())}"[:300]


def _plain(error):
    return f"{type(error).__name__}: {error}"[:300].replace("\x00", "")
