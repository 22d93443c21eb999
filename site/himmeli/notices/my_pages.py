"""Notices on a person's own pages: the newest, and the way to how she wants to be told."""

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from himmeli.accounts.sections import Section, SectionRow, offer_section
from himmeli.accounts.settings_pages import offer_settings_page
from himmeli.office.dates import date_and_time

from .models import Notice
from .words import title_of

SHOWN = 3


def newest_notices(request):
    notices = Notice.objects.of(request.user)[:SHOWN]
    if not notices:
        return None
    return Section(
        rows=[_row(notice, request.user) for notice in notices],
        more_url=reverse("notices:list"),
        more_label=_("All your notices"),
    )


def choices_address(user):
    return reverse("notices:choices")


def _row(notice, user):
    end = "" if notice.is_read else _("New")
    meta = (str(date_and_time(notice.created_at)),)
    address = reverse("notices:open", args=[notice.pk])
    return SectionRow(title_of(notice, user, get_language()), address, meta, end=end)


offer_section("notices", gettext_lazy("Notices"), newest_notices, order=-200)
offer_settings_page(
    "notices",
    gettext_lazy("Notices"),
    gettext_lazy("What you are told of, in the site and by e-mail, and when."),
    choices_address,
    icon="bell",
    order=-50,
)
