"""The EMAIL_BACKEND of the site: nothing leaves while a transaction is open, and what was rolled back never."""

from django.core.mail.backends.base import BaseEmailBackend

from .services import write_emails


class OutboxBackend(BaseEmailBackend):
    """Writes what others send as rows of the current database transaction."""

    def send_messages(self, email_messages):
        return len(write_emails([message for message in email_messages or () if message.recipients()]))
