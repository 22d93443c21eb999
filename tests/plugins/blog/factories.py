from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.models import Locale

from plugins.blog.models import AuthorProfile, Category, Comment
from plugins.blog.pages import BlogIndexPage, PostPage

HELSINKI = ZoneInfo("Europe/Helsinki")


def make_blog(parent, **fields):
    fields.setdefault("title", "Blogi")
    fields.setdefault("slug", "blogi")
    fields.setdefault("locale", parent.locale)
    parent.refresh_from_db()
    return parent.add_child(instance=BlogIndexPage(**fields))


def make_post(blog, title="Leipä nousee", *, authors=(), categories=(), tags=(), **fields):
    fields.setdefault("published_at", timezone.now() - timedelta(days=1))
    fields.setdefault("body", [{"type": "rich_text", "value": {"text": "<p>Sana ja toinen.</p>"}}])
    fields.setdefault("locale", blog.locale)
    blog.refresh_from_db()
    post = PostPage(title=title, **fields)
    blog.add_child(instance=post)
    post.authors, post.categories = list(authors), list(categories)
    post.tags.add(*tags)
    post.save()
    return post


def make_category(name="Talkoot", slug="talkoot", language="fi", **fields):
    return Category.objects.create(locale=Locale.objects.get(language_code=language), name=name, slug=slug, **fields)


def make_author(name="Aino Sormunen", slug="aino", language="fi", **fields):
    return AuthorProfile.objects.create(
        locale=Locale.objects.get(language_code=language), name=name, slug=slug, **fields
    )


def make_comment(post, body="Hyvä kirjoitus.", **fields):
    if "user" not in fields:
        fields.setdefault("name", "Raija")
    fields.setdefault("status", Comment.Status.SHOWN)
    return Comment.objects.create(post=post, body=body, **fields)


def helsinki(*parts):
    return datetime(*parts, tzinfo=HELSINKI)
