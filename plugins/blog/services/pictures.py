"""Pictures of posts in the sizes that pages and feeds show, made before anybody asks for them."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from himmeli.seo import share

POSTS_AT_ONCE = 10


def make_pictures(posts) -> int:
    """Make the pictures of some of the posts. Returns of how many.

    A post is marked first: one whose picture cannot be made is tried once, and keeps none of the others waiting.
    """
    chosen = list(posts[:POSTS_AT_ONCE])
    for post in chosen:
        posts.model.objects.filter(pk=post.pk).update(pictures_made_at=timezone.now())
        with override(post.locale.language_code):
            _make(post)
    return len(chosen)


def _make(post):
    # A picture is made where a template first asks for it.
    render_to_string("blog/pictures.html", {"page": post})
    if post.image:
        post.image.get_rendition(post.ENCLOSED_SIZE)
    if post.share_picture:
        post.share_picture.get_rendition(share.RENDITION)
