"""What the blog puts on the admin's first page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from himmeli.office.task_cards import offer_task

from .pages import BlogIndexPage, PostPage


def address_of_new_post(user):
    """Where a post is begun: in the blog of the person's language, or else in the first one she may write in."""
    blogs = BlogIndexPage.objects.live().select_related("locale").order_by("path")
    for blog in sorted(blogs, key=lambda blog: blog.locale.language_code != user.language):
        if blog.permissions_for_user(user).can_add_subpage():
            return reverse("wagtailadmin_pages:add", args=["blog", PostPage._meta.model_name, blog.pk])
    return ""


offer_task(
    "blog.write",
    _("Write a blog post"),
    _("News, a story, something to remember."),
    address_of_new_post,
    icon="edit",
    order=-110,
)
