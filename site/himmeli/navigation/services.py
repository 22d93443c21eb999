"""What can be done with menus without opening their form."""

import uuid

from django.db import transaction
from wagtail.models import Locale

from .models import Menu, raw_children


def ensure_menu(*, place: str, locale: Locale) -> Menu:
    """The menu of a place in a language; made, empty, when there is none. It is a translation of its sisters."""
    with transaction.atomic():
        sister = Menu.objects.filter(place=place).order_by("pk").first()
        key = sister.translation_key if sister else uuid.uuid4()
        return Menu.objects.get_or_create(place=place, locale=locale, defaults={"translation_key": key})[0]


@transaction.atomic
def add_page_to_menu(*, place: str, page) -> Menu:
    """Put a page last into the menu of its language. A page that is there stays where it is."""
    menu = Menu.objects.select_for_update().get(pk=ensure_menu(place=place, locale=page.locale).pk)
    if page.pk not in menu.page_ids:
        menu.items.append(("entry", {"label": "", "page": page, "url": "", "target": "", "children": []}))
        menu.save()
    return menu


@transaction.atomic
def take_page_from_menu(*, place: str, page) -> Menu:
    """Take the entries of a page out of a menu. Entries under them move up to their place."""
    menu = Menu.objects.select_for_update().get(pk=ensure_menu(place=place, locale=page.locale).pk)
    kept = []
    for item in menu.items.raw_data:
        children = [child for child in raw_children(item["value"]) if child.get("page") != page.pk]
        if item["value"].get("page") == page.pk:
            kept += [{"type": "entry", "value": {**child, "children": []}} for child in children]
        else:
            kept.append({**item, "value": {**item["value"], "children": children}})
    menu.items = Menu._meta.get_field("items").stream_block.to_python(kept)
    menu.save()
    return menu
