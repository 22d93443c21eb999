from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from himmeli.accounts.sections import Section, SectionRow, offer_section
from himmeli.office.dates import short_date

from .menus import blog_address
from .models import Comment
from .pages import PostPage

SHOWN = 4


def my_posts(request):
    """Her newest posts in the language in use; only for those who write."""
    posts = PostPage.objects.live().written_by(request.user).in_language(get_language()).newest_first()[:SHOWN]
    rows = [SectionRow(post.title, post.get_url(request), (str(short_date(post.published_at)),)) for post in posts]
    return Section(rows=rows) if rows else None


def my_comments(request):
    """What she has said under posts, and whether it is shown yet."""
    comments = Comment.objects.filter(user=request.user).newest_first().select_related("post")[:SHOWN]
    rows = [_row(comment, request) for comment in comments]
    blog = blog_address()
    if not rows and not blog:
        return None
    return Section(
        rows=rows,
        empty_text=_("What you say under posts in the blog gathers here."),
        step_url=blog,
        step_label=_("Read the blog"),
    )


def _row(comment, request):
    address = f"{comment.post.get_url(request)}#{comment.anchor}" if comment.is_waiting or comment.is_shown else ""
    meta = [comment.post.title, str(short_date(comment.created_at))]
    if not comment.is_shown:
        meta.append(str(comment.get_status_display()))
    return SectionRow(comment.excerpt, address, tuple(meta))


offer_section("blog.posts", gettext_lazy("My posts"), my_posts, order=10)
offer_section("blog.comments", gettext_lazy("My comments"), my_comments, order=20)
