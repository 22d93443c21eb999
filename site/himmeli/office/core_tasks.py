"""The core's own cards on the admin's first page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site
from wagtail.permissions import policy_registry

from himmeli.navigation.tree import languages_by_id

from .task_cards import offer_task
from .translating import PERMISSION


def front_page(user):
    """The front page in the person's language, or the site's first one. None on a site without pages."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return None
    translated = site.root_page.get_translations(inclusive=True).filter(locale__language_code=user.language).first()
    return translated or site.root_page


def _change_front_page(user):
    page = front_page(user)
    if page is None or not page.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _add_page(user):
    page = front_page(user)
    if page is None or not page.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add_subpage", args=[page.pk])


def _all_pages(user):
    page = front_page(user)
    is_allowed = page is not None and policy_registry.get_by_type(type(page)).explorable_instances(user).exists()
    return reverse("wagtailadmin_explore", args=[page.pk]) if is_allowed else ""


def _translate(user):
    is_allowed = user.has_perm(PERMISSION) and len(languages_by_id()) > 1
    return reverse("office_translate") if is_allowed else ""


def _look_at_site(user):
    page = front_page(user)
    return (page.get_url() if page is not None else "") or "/"


def _add_pictures(user):
    from wagtail.images import get_image_model

    policy = policy_registry.get_by_type(get_image_model())
    return reverse("wagtailimages:add_multiple") if policy.user_has_permission(user, "add") else ""


offer_task(
    "office.front_page",
    _("Change the front page"),
    _("Words, pictures and their order."),
    _change_front_page,
    icon="home",
    order=-100,
)
offer_task(
    "office.add_page",
    _("Add a page"),
    _("Choose what kind, write, and publish when it is ready."),
    _add_page,
    icon="plus",
    order=-90,
)
offer_task(
    "office.all_pages",
    _("Change another page"),
    _("All pages of the site, as they lie under each other."),
    _all_pages,
    icon="folder-open-inverse",
    order=50,
)
offer_task(
    "office.pictures",
    _("Bring in pictures"),
    _("From your phone or computer, many at once."),
    _add_pictures,
    icon="image",
    order=60,
)
offer_task(
    "office.translate",
    _("Translate a page"),
    _("See which pages are in which language, and go on."),
    _translate,
    icon="wagtail-localize-language",
    order=70,
)
offer_task(
    "office.look", _("Look at the site"), _("As your visitors see it now."), _look_at_site, icon="view", order=100
)
