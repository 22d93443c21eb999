"""RSS and Atom, of the whole site, a topic or an author, in the language of the address."""

from urllib.parse import urljoin

import nh3
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from himmeli.identity.details import site_details

from ..models import AuthorProfile, Category
from ..pages import BlogIndexPage, PostPage

POSTS_IN_FEED = 20
# Feed readers show text, pictures and links; the rest of a block's markup is ours.
TAGS = {
    "a", "b", "blockquote", "br", "caption", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "i", "img", "li",
    "ol", "p", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan"}, "th": {"colspan", "scope"}}
LINKS = {("a", "href"), ("img", "src")}


class RssWithText(Rss201rev2Feed):
    """RSS with the whole text of each post beside its summary."""

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["text"])


class AtomWithText(Atom1Feed):
    """Atom with the whole text of each post beside its summary."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "html"})


class PostFeed(Feed):
    """The newest posts of the site in one language."""

    kind = "rss"

    def __call__(self, request, *args, **kwargs):
        self.request = request
        return super().__call__(request, *args, **kwargs)

    @property
    def feed_type(self):
        return AtomWithText if self.kind == "atom" else RssWithText

    @property
    def language(self):
        return get_language()

    def get_object(self, request):
        return None

    def posts(self, about):
        return PostPage.objects.in_language(get_language()).published()

    def items(self, about):
        posts = self.posts(about).prefetch_related("authors", "categories", "tags", "image")
        return list(posts[:POSTS_IN_FEED])

    def title(self, about):
        return site_details().name

    def description(self, about):
        return site_details().tagline or site_details().name

    def link(self, about):
        blog = BlogIndexPage.objects.live().filter(locale__language_code=get_language()).first()
        return self.absolute(blog.get_url(self.request)) if blog else self.absolute(f"/{get_language()}/")

    def feed_url(self, about):
        return self.absolute(self.request.path)

    def feed_guid(self, about):
        return self.feed_url(about)

    def absolute(self, url):
        return self.request.build_absolute_uri(url)

    def item_link(self, post):
        return self.absolute(post.get_url(self.request))

    def item_guid(self, post):
        return f"urn:uuid:{post.translation_key}" if self.kind == "atom" else f"{post.translation_key}/{post.locale_id}"

    item_guid_is_permalink = False

    def item_title(self, post):
        return post.title

    def item_description(self, post):
        return post.summary

    def item_pubdate(self, post):
        return post.published_at

    def item_updateddate(self, post):
        return max(post.published_at, post.last_published_at or post.published_at)

    def item_author_name(self, post):
        return ", ".join(author.name for author in post.authors.all())

    def item_categories(self, post):
        return [category.name for category in post.categories.all()] + [tag.name for tag in post.tags.all()]

    def item_enclosures(self, post):
        if not post.image:
            return []
        picture = post.image.get_rendition(post.ENCLOSED_SIZE)
        return [Enclosure(self.absolute(picture.url), str(picture.file.size), "image/jpeg")]

    def item_extra_kwargs(self, post):
        html = render_to_string("blog/feed_text.html", {"page": post}, request=self.request)
        return {"text": self._plain(html, self.item_link(post))}

    def _plain(self, html, base):
        return nh3.clean(
            html,
            tags=TAGS,
            clean_content_tags={"script", "style", "svg", "noscript"},
            attributes=ATTRIBUTES,
            attribute_filter=lambda tag, name, value: urljoin(base, value) if (tag, name) in LINKS else value,
            link_rel=None,
        )


class CategoryFeed(PostFeed):
    """The newest posts on one topic."""

    def get_object(self, request, slug):
        return get_object_or_404(Category, locale=Locale.get_active(), slug=slug)

    def posts(self, about):
        return super().posts(about).in_category(about)

    def title(self, about):
        return _("%(site)s: %(about)s") % {"site": site_details().name, "about": about.name}

    def description(self, about):
        return about.description or super().description(about)


class AuthorFeed(PostFeed):
    """The newest posts of one author."""

    def get_object(self, request, slug):
        return get_object_or_404(AuthorProfile, locale=Locale.get_active(), slug=slug)

    def posts(self, about):
        return super().posts(about).by_author(about)

    def title(self, about):
        return _("%(site)s: %(about)s") % {"site": site_details().name, "about": about.name}


def feed(request, kind, slug=None, *, of=PostFeed):
    """One feed object for each request: it holds the request."""
    made = of()
    made.kind = kind
    return made(request, **({"slug": slug} if slug else {}))


def feed_address(kind, about=None) -> str:
    """The address of a feed: of the site, or of a topic or an author."""
    if isinstance(about, Category):
        return reverse("blog:category_feed", args=[about.slug, kind])
    if isinstance(about, AuthorProfile):
        return reverse("blog:author_feed", args=[about.slug, kind])
    return reverse("blog:feed", args=[kind])
