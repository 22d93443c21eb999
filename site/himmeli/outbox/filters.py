import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from .models import Email

STATES = [("failed", _("Did not arrive")), *Email.State.choices]


class EmailFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state")

    class Meta:
        model = Email
        fields = ["state"]

    def in_state(self, queryset, name, value):
        return queryset.failed() if value == "failed" else queryset.filter(state=value)
