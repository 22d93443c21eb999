from django import template

from ..views.feeds import feed_address
from ..views.talk import comment_form as make_comment_form
from ..views.talk import shown_comments as as_shown

register = template.Library()


@register.simple_tag(takes_context=True)
def shown_comments(context):
    """The comments of a post, as its page's context has them in `talk`, for the component `comment_list`."""
    return as_shown(context["talk"], context["request"].user, may_answer=context["may_comment"])


@register.simple_tag(takes_context=True)
def comment_form(context, post):
    """An empty form to comment on a post: `{% comment_form page as form %}`."""
    return make_comment_form(context["request"].user, post)


@register.simple_tag
def feed_url(kind, about=None):
    """The address of a feed, "rss" or "atom": of the site, or of a topic or an author."""
    return feed_address(kind, about)


@register.simple_tag
def author_url(blog, author):
    """Where an author's posts are listed in a blog."""
    return blog.address("author", author.slug) if blog else ""


@register.simple_tag
def category_url(blog, category):
    """Where a topic's posts are listed in a blog."""
    return blog.address("category", category.slug) if blog else ""


@register.simple_tag
def tag_url(blog, tag):
    """Where the posts with a tag are listed in a blog."""
    return blog.address("tag", tag.slug) if blog else ""
