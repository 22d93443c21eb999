"""The core's own texts: those around a summary of several notices."""

from django.utils.translation import gettext_lazy as _

from .kinds import NoticeKind, Placeholder, offer_notice_kind

SUMMARY = "notices.summary"

offer_notice_kind(
    NoticeKind(
        name=SUMMARY,
        label=_("A summary of several notices"),
        help=_("What stands around the list when notices come together: once a day, once a week, or in the morning."),
        group=_("All notices"),
        subject=_("{site}: {number} new notices"),
        opening=_("Hello {receiver},\nthis has happened since we last wrote."),
        why=_("You get a summary because you chose one, or because your quiet hours have just ended."),
        action=_("See all your notices"),
        placeholders=(Placeholder("number", _("How many notices there are"), "3"),),
        is_chosen=False,
    ),
    order=1000,
)
