from django import template
from wagtail.models import Page

from himmeli.office.translating import PERMISSION, LanguageOfPage, languages_to_translate, submit_url

register = template.Library()


@register.simple_tag(takes_context=True, name="languages_to_translate")
def languages_of(context, page) -> list[LanguageOfPage]:
    """The languages that this person could begin to translate a page into."""
    is_saved_page = isinstance(page, Page) and page.pk
    if not is_saved_page or not context["request"].user.has_perm(PERMISSION):
        return []
    return [
        LanguageOfPage(locale.get_display_name(), "missing", submit_url(page, locale))
        for locale in languages_to_translate(page)
    ]
