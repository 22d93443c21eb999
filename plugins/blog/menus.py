from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from himmeli.navigation.blocks import menu_targets
from himmeli.navigation.menus import MenuTarget

from .pages import BlogIndexPage


def blog_address() -> str:
    """Of the first blog in the language in use; empty when there is none."""
    blog = BlogIndexPage.objects.live().public().filter(locale__language_code=get_language()).first()
    return blog.url if blog else ""


menu_targets.register("blog", MenuTarget(_("Blog"), blog_address, icon="newspaper"), plugin="blog")
