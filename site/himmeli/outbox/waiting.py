from django.urls import reverse
from django.utils.translation import gettext as _

from himmeli.plugins.waiting import Waiting, waits

from .models import Email
from .permissions import may_see_emails


@waits(order=50)
def emails_that_did_not_arrive(user):
    """E-mails that came back or were given up lately, to whoever may send them again."""
    if not may_see_emails(user):
        return []
    url = reverse("outbox_emails")
    return [
        Waiting(
            _("E-mails that did not arrive"), Email.objects.failed_lately().count(), f"{url}?state=failed", icon="mail"
        )
    ]
