"""The line on the desk of whoever keeps the site, when something needs attention."""

from django.urls import reverse
from django.utils.translation import gettext as _

from himmeli.plugins.waiting import Waiting, waits

from .permissions import may_see_health
from .summary import number_of_problems


@waits(order=-200)
def health_needs_attention(user):
    if not may_see_health(user):
        return []
    return [
        Waiting(_("Health of the site: things that need attention"), number_of_problems(), reverse("health"), "warning")
    ]
