from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from himmeli.plugins.waiting import Waiting, waits

from .models import DataCopy


@waits(label=_("A copy of one’s data that is ready"))
def what_can_be_fetched(user):
    copy = DataCopy.objects.of(user)
    number = 1 if copy is not None and copy.is_ready else 0
    return [Waiting(_("The copy of your data is ready"), number, reverse("privacy:mine"), icon="download")]
