"""The blog of a site kit: blog.toml (the blog, its topics and authors) and posts/<language>/*.md."""

import tomllib
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from himmeli.kits.registry import kit_parts

from ..models import AuthorProfile, Category, Comment
from ..pages import BlogIndexPage, PostPage
from .markdown import split_front_matter, to_blocks


def load_blog(loading) -> None:
    """Make the blog of a kit in each of its languages. What the kit made before is left as it is."""
    path = loading.folder / "blog.toml"
    if not path.is_file():
        return
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for code in loading.languages:
        locale = Locale.objects.get(language_code=code)
        _load_categories(loading, data.get("categories", ()), locale)
        _load_authors(loading, data.get("authors", ()), locale)
        blog = _load_index(loading, data["index"], locale)
        if blog is not None:
            _load_posts(loading, blog, locale)


kit_parts.register("blog", load_blog, plugin="blog", label=_("A blog with its topics, authors and posts"))


def _load_categories(loading, entries, locale):
    code = locale.language_code
    for entry in entries:
        if not loading.was_made(f"category:{entry['slug']}", code) and code in entry["name"]:
            category = Category(
                locale=locale,
                name=entry["name"][code],
                slug=entry.get("slugs", {}).get(code, entry["slug"]),
                description=entry.get("description", {}).get(code, ""),
            )
            _save_translation(loading, category, f"category:{entry['slug']}", code)


def _load_authors(loading, entries, locale):
    code = locale.language_code
    for entry in entries:
        if not loading.was_made(f"author:{entry['key']}", code):
            author = AuthorProfile(
                locale=locale,
                name=entry["name"],
                slug=entry["key"],
                role=entry.get("role", {}).get(code, ""),
                bio=f"<p>{entry['bio'][code]}</p>" if code in entry.get("bio", {}) else "",
                image=loading.find(f"image:{entry.get('image')}"),
                user=loading.users.get(entry["key"]),
            )
            _save_translation(loading, author, f"author:{entry['key']}", code)


def _load_index(loading, entry, locale):
    """The blog in a language, or None where the kit has no front page for it or an editor has deleted the blog."""
    code = locale.language_code
    key = f"page:{entry.get('key', 'blog')}"
    if loading.was_made(key, code):
        return loading.find(key, code)
    home = loading.find(f"page:{loading.data.get('home', 'home')}", code)
    if home is None or code not in entry:
        return None
    texts = entry[code]
    blog = BlogIndexPage(locale=locale, title=texts["title"], slug=texts["slug"], intro=texts.get("intro", ""))
    blog.seo_title, blog.search_description = texts.get("seo_title", ""), texts.get("search_description", "")
    return _add_page(loading, home, blog, key, code)


def _load_posts(loading, blog, locale):
    code = locale.language_code
    for path in sorted((loading.folder / "posts" / code).glob("*.md")):
        facts, markdown = split_front_matter(path.read_text(encoding="utf-8"))
        key = f"post:{facts['key']}"
        if not loading.was_made(key, code):
            loading.say(facts["title"])
            post = _add_page(loading, blog, _new_post(loading, facts, markdown, locale), key, code)
            _fill_lists(loading, post, facts, code)
            _load_comments(loading, post, facts.get("comments", ()), code)


def _new_post(loading, facts, markdown, locale):
    published = min(facts["published"], timezone.now())
    picture = loading.find(f"image:{facts.get('image')}")
    return PostPage(
        locale=locale,
        title=facts["title"],
        slug=facts["slug"],
        intro=facts.get("intro", ""),
        search_description=facts.get("search_description", ""),
        image=picture,
        body=to_blocks(markdown, lambda key: getattr(loading.find(f"image:{key}"), "pk", None)),
        published_at=published,
        first_published_at=published,
    )


def _fill_lists(loading, post, facts, code):
    keys = facts.get("authors") or [facts["author"]]
    post.authors = _all_found(loading, "author", keys, code)
    post.categories = _all_found(loading, "category", facts.get("categories", ()), code)
    post.tags.add(*facts.get("tags", ()))
    post.save_revision(log_action=True).publish()


def _all_found(loading, kind, keys, code):
    found = (loading.find(f"{kind}:{key}", code) for key in keys)
    return [thing for thing in found if thing is not None]


def _load_comments(loading, post, entries, code):
    people = {user.display_name: user for user in loading.users.values()}
    now = timezone.now()
    for order, entry in enumerate(entries):
        user = people.get(entry["name"])
        written = post.published_at + timedelta(days=entry.get("days_after", 0), hours=1 + order)
        Comment.objects.create(
            post=post,
            user=user,
            name="" if user else entry["name"],
            body=entry["text"],
            status=Comment.Status.SHOWN,
            language=code,
            created_at=min(written, now),
        )


def _add_page(loading, parent, page, key, code):
    _join_translations(loading, page, key, code)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision(log_action=True).publish()
    return loading.remember(key, page, code)


def _save_translation(loading, thing, key, code):
    _join_translations(loading, thing, key, code)
    thing.save()
    return loading.remember(key, thing, code)


def _join_translations(loading, thing, key, code):
    original = loading.find(key, loading.languages[0]) if code != loading.languages[0] else None
    if original is not None:
        thing.translation_key = original.translation_key
