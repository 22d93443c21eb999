from django.urls import reverse
from django.utils.translation import gettext as _

from himmeli.plugins.waiting import Waiting, waits

from .models import Application
from .permissions import may_decide_applications


@waits(order=-200)
def applications_to_decide(user):
    """Those who want in, to whoever may let them."""
    if not may_decide_applications(user):
        return []
    number = Application.objects.to_decide().count()
    return [Waiting(_("People who want in"), number, reverse("people_applications"), "user")]
