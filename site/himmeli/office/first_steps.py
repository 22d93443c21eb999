"""What a site without content shows its coordinator first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from himmeli.identity.models import SiteIdentity

from .core_tasks import front_page

# A site with more pages than this is past its first steps.
A_START = 4


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    url: str
    is_done: bool


def first_steps(user) -> list[Step]:
    """The way to a first site of one's own, each step marked when it is done. Empty once the site has a few pages."""
    page = front_page(user)
    if (
        page is None
        or not page.permissions_for_user(user).can_edit()
        or Page.objects.filter(depth__gt=2).count() >= A_START
    ):
        return []
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    has_body = bool(getattr(page.specific, "body", None))
    has_pages = page.get_children().exists()
    details = SiteIdentity.objects.filter(locale=page.locale).first()
    steps = [
        Step(
            _("Write the front page"),
            _("Say in a sentence who you are. One big picture is enough to begin with."),
            edit,
            has_body,
        ),
        Step(
            _("Add a page or two"),
            _("How to join, and how to reach you, are the ones people look for first."),
            reverse("wagtailadmin_pages:add_subpage", args=[page.pk]),
            has_pages,
        ),
    ]
    details_url = _details_url(user, details)
    if details_url:
        has_details = bool(details and details.email)
        steps.insert(
            0,
            Step(
                _("Tell who you are"),
                _("Name, address and telephone: they show on every page."),
                details_url,
                has_details,
            ),
        )
    return steps


def _details_url(user, details):
    from wagtail.admin.admin_url_finder import AdminURLFinder

    if details is None:
        return ""
    return AdminURLFinder(user).get_edit_url(details) or ""
