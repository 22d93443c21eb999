"""A page and the menus: the button in its header, and the offer after it is published for the first time."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from .models import Menu
from .views import PERMISSION

BUTTON_ORDER = 45
# A page right under a front page is one that visitors look for in a menu.
MENU_DEPTH = 3


def menu_button(page, user, view_name=None, next_url=None, **kwargs):
    if page.depth <= MENU_DEPTH - 1 or not user.has_perm(PERMISSION):
        return
    yield Button(
        _("Show in a menu"),
        f"{reverse('navigation_page_menus', args=[page.pk])}{_next(next_url)}",
        icon_name="list-ul",
        priority=BUTTON_ORDER,
    )


def offer_menu(request, page):
    is_first = page.first_published_at and page.first_published_at == page.last_published_at
    if not is_first or page.depth != MENU_DEPTH or not request.user.has_perm(PERMISSION):
        return
    if any(page.pk in menu.page_ids for menu in Menu.objects.filter(locale=page.locale)):
        return
    messages.info(
        request,
        _("The page is not in any menu yet. Visitors find it more easily from one."),
        buttons=[messages.button(reverse("navigation_page_menus", args=[page.pk]), _("Show in a menu"))],
    )


def _next(next_url):
    return f"?{urlencode({'next': next_url})}" if next_url else ""
