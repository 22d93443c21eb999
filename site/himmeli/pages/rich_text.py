from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from himmeli.blocks.section import address_of


class LivingPageLinkHandler(PageLinkHandler):
    """Links in texts lead only where visitors can go: what led to a draft, or to a page of a plugin that is off, stays
    in the text as plain words, and is a link again when the page comes back."""

    @classmethod
    def get_many(cls, attrs_list):
        return super().get_many([attrs if _has_id(attrs) else {} for attrs in attrs_list])

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        addresses = (address_of(page.localized) if page else "" for page in cls.get_many(attrs_list))
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in addresses]

    @classmethod
    def extract_references(cls, attrs):
        return super().extract_references(attrs) if _has_id(attrs) else ()


def _has_id(attrs):
    return str(attrs.get("id", "")).isdecimal()
