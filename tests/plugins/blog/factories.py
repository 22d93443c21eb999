from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from himmeli.stamps.services import bump
from plugins.blog.models import AuthorProfile, Category, Comment, PostTag
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


def multiply(post, blog, total):
    """Bring a blog to a number of posts by copies of one, a month apart; written into the tables at once."""
    blog.refresh_from_db()
    numbers = range(blog.numchild + 1, total + 1)
    Page.objects.bulk_create([_page_like(post, blog, number) for number in numbers])
    slugs = [f"kopio-{number}" for number in numbers]
    new = list(Page.objects.filter(path__startswith=blog.path, slug__in=slugs))
    columns = ", ".join(field.column for field in post._meta.local_concrete_fields if not field.primary_key)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO blog_postpage (page_ptr_id, {columns}) SELECT page.id, {columns}
                FROM wagtailcore_page page, blog_postpage
                WHERE page_ptr_id = %s AND page.id IN ({", ".join(str(page.pk) for page in new)})""",
            [post.pk],
        )
    for name, column in (("authors", "authorprofile_id"), ("categories", "category_id")):
        through = getattr(type(post), name).through
        chosen = [each.pk for each in getattr(post, name).all()]
        through.objects.bulk_create(through(postpage_id=page.pk, **{column: pk}) for page in new for pk in chosen)
    PostTag.objects.bulk_create(PostTag(tag=tag, content_object_id=page.pk) for page in new for tag in post.tags.all())
    Page.objects.filter(pk=blog.pk).update(numchild=total)
    posts = list(type(post).objects.filter(pk__in=[page.pk for page in new]))
    for number, copy in enumerate(posts):
        copy.published_at = post.published_at - timedelta(days=30 * (number % 60), minutes=number)
    type(post).objects.bulk_update(posts, ["published_at"], batch_size=200)
    get_search_backend().add_bulk(type(post), posts)
    bump("content")


def _page_like(post, blog, number):
    values = {field.attname: getattr(post, field.attname) for field in Page._meta.concrete_fields}
    slug = f"kopio-{number}"
    own = {"id": None, "path": _path(blog, number), "slug": slug, "url_path": f"{blog.url_path}{slug}/", "numchild": 0}
    return Page(**{**values, **own, "translation_key": uuid4()})


def _path(blog, number):
    return Page._get_path(blog.path, blog.depth + 1, number)
