"""The core's kind of result: pages of types that no other kind takes."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from himmeli.navigation import tree
from himmeli.pages.base import SitePage
from himmeli.plugins.activation import active_plugins, is_active
from himmeli.plugins.ownership import owner_of_model
from himmeli.stamps.services import remember

from .types import SearchType, offer_search_type, search_types

# What has nothing of its own to read.
LEFT_OUT = ("pages.LinkPage",)


def offer():
    offer_search_type(SearchType("pages", _("Pages"), searchable_pages, icon="file-text"), order=-10)


def searchable_pages(language: str):
    """The pages that the core finds: live, public, of active plugins, not hidden, in this language."""
    taken = {name for entry in search_types.entries() for name in entry.value.page_types} | set(LEFT_OUT)
    models = [model for model in get_page_models() if model._meta.label in taken]
    return public_pages(language).exclude(content_type__in=ContentType.objects.get_for_models(*models).values())


def public_pages(language: str):
    """Every page that visitors may find in a language, whatever its type."""
    served = [model for model in get_page_models() if is_active(owner_of_model(model))]
    types = ContentType.objects.get_for_models(*served).values()
    pages = Page.objects.live().filter(locale__language_code=language, content_type__in=types, depth__gt=1)
    return tree.public_pages(pages).exclude(pk__in=hidden_page_ids())


def hidden_page_ids() -> frozenset[int]:
    """The pages that their editors hid from search."""
    return remember("content", ("hidden pages", active_plugins()), _hidden_page_ids)


def _hidden_page_ids():
    models = [model for model in get_page_models() if issubclass(model, SitePage)]
    return frozenset(
        pk for model in models for pk in model.objects.filter(is_hidden_from_search=True).values_list("pk", flat=True)
    )
