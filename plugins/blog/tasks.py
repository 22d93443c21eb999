"""What the blog does by the clock."""

from django.utils.translation import gettext_lazy as _

from himmeli.plugins.jobs import job

from .pages import PostPage
from .services import make_pictures


@job(every="minute", label=_("Makes the pictures of new posts in the sizes that pages and feeds show"))
def make_pictures_of_posts() -> None:
    """So that publishing is quick, and whoever comes first does not wait either."""
    make_pictures(PostPage.objects.without_pictures().select_related("image", "share_image", "locale"))
