import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from .kinds import Kind
from .models import Entry


def people_in_log(request):
    return get_user_model().objects.filter(pk__in=Entry.objects.order_by().values("actor").distinct())


class EntryFilterSet(WagtailFilterSet):
    """By whom, what about, when."""

    actor = django_filters.ModelChoiceFilter(label=_("Who"), queryset=people_in_log, empty_label=_("Everybody"))
    kind = django_filters.ChoiceFilter(
        label=_("What about"), choices=Kind.choices, empty_label=_("Everything"), widget=forms.RadioSelect
    )
    happened_at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = Entry
        fields = ["actor", "kind", "happened_at"]
