from django.utils.translation import gettext_lazy as _

from himmeli.search.types import SearchType, offer_search_type

from .pages import PostPage


def searchable_posts(language: str):
    """Live posts that everybody may read and no editor has hidden, in a language."""
    return PostPage.objects.published().in_language(language).filter(is_hidden_from_search=False)


offer_search_type(SearchType("posts", _("Posts"), searchable_posts, page_types=("blog.PostPage",), icon="pen-line"))
