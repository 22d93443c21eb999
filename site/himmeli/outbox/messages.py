"""An e-mail of Django's as rows, and back again."""

from email import message_from_bytes, policy
from email.mime.base import MIMEBase
from email.utils import format_datetime, getaddresses, make_msgid

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.utils import DNS_NAME
from django.utils import timezone

from .models import Attachment, Email

OPEN = "_himmeli_is_open"


def open_to_coordinators(message: EmailMessage) -> EmailMessage:
    """Let those who look after the site read this e-mail in the log; of others they see to whom and what about."""
    setattr(message, OPEN, True)
    return message


def row_of(message: EmailMessage) -> Email:
    """An unsaved row that holds a message whole. Raises what Django raises for one that can't be sent at all."""
    message.message()
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    names = {name.lower(): name for name in headers}
    now = timezone.now()
    headers.setdefault(names.get("date", "Date"), format_datetime(timezone.localtime(now)))
    message_id = headers.pop(names.get("message-id", "Message-ID"), None) or make_msgid(domain=DNS_NAME)
    return Email(
        message_id=message_id[:255],
        sender=str(message.from_email),
        **{name: [str(address) for address in getattr(message, name)] for name in ("to", "cc", "bcc", "reply_to")},
        recipients=bare_addresses(message.recipients()),
        subject=str(message.subject),
        body=str(message.body),
        content_subtype=message.content_subtype,
        encoding=message.encoding or "",
        alternatives=[[_text(part[0]), str(part[1])] for part in getattr(message, "alternatives", [])],
        headers=headers,
        is_open=getattr(message, OPEN, False),
        created_at=now,
        due_at=now,
        first_due_at=now,
    )


def attachments_of(message: EmailMessage, email: Email) -> list[Attachment]:
    return [_attachment(part, email) for part in message.attachments]


def message_of(email: Email) -> EmailMultiAlternatives:
    """The message that a row holds, ready to be sent, the same at every try."""
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.body,
        from_email=email.sender,
        **{name: getattr(email, name) for name in ("to", "cc", "bcc", "reply_to")},
        headers={**email.headers, "Message-ID": email.message_id},
        alternatives=email.alternatives,
    )
    message.content_subtype = email.content_subtype
    message.encoding = email.encoding or None
    if email.left:
        message.recipients = lambda: list(email.left)
    for part in email.attachments.all():
        content = bytes(part.content)
        if not part.mimetype:
            message.attach(message_from_bytes(content, _class=MIMEPart, policy=policy.compat32))
        else:
            message.attach(part.name or None, content.decode() if part.is_text else content, part.mimetype)
    return message


class MIMEPart(MIMEBase):
    """A part read back from its bytes: MIMEBase wants its kind at once, the parser gives it after."""

    def __init__(self, policy=policy.compat32):
        super(MIMEBase, self).__init__(policy=policy)


def bare_addresses(addresses) -> str:
    return " ".join(f"<{address.casefold()}>" for _, address in getaddresses([str(one) for one in addresses]))


def _text(content):
    return content.decode(settings.DEFAULT_CHARSET) if isinstance(content, bytes) else str(content)


def _attachment(part, email):
    if isinstance(part, MIMEBase):
        return Attachment(email=email, name=(part.get_filename() or "")[:255], content=part.as_bytes())
    name, content, mimetype = part
    if isinstance(content, EmailMessage):
        content = content.message()
    if hasattr(content, "as_bytes"):
        content = content.as_bytes()
    is_text = isinstance(content, str)
    return Attachment(
        email=email,
        name=(name or "")[:255],
        mimetype=mimetype or "application/octet-stream",
        content=content.encode() if is_text else content,
        is_text=is_text,
    )
