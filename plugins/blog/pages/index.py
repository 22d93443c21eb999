from datetime import date

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.search import index

from himmeli.pages.base import PAGE_PARENTS, Page, SitePage
from himmeli.stamps.services import remember

from ..models import AuthorProfile, Category

# The words in the addresses of lists: in each language its own, and the English ones everywhere.
ADDRESS_WORDS = {
    "category": pgettext_lazy("address", "category"),
    "author": pgettext_lazy("address", "author"),
    "tag": pgettext_lazy("address", "tag"),
}


class BlogIndexPage(SitePage, RoutablePageMixin, Page):
    """A blog: its posts, the newest first, and their lists by topic, author, tag and month."""

    class CommentsFrom(models.TextChoices):
        NOBODY = "nobody", gettext_lazy("Nobody")
        MEMBERS = "members", gettext_lazy("Members who are signed in")
        EVERYONE = "everyone", gettext_lazy("Everybody")

    class CommentsChecked(models.TextChoices):
        ALL = "all", gettext_lazy("Every comment waits for approval")
        VISITORS = "visitors", gettext_lazy("Visitors’ comments wait, members’ are shown at once")
        NONE = "none", gettext_lazy("Every comment is shown at once")

    intro = models.TextField(
        gettext_lazy("introduction"), blank=True, help_text=gettext_lazy("One or two sentences under the title.")
    )
    comments_from = models.CharField(
        gettext_lazy("who may comment"), max_length=10, choices=CommentsFrom, default=CommentsFrom.EVERYONE
    )
    comments_checked = models.CharField(
        gettext_lazy("what is read before it shows"),
        max_length=10,
        choices=CommentsChecked,
        default=CommentsChecked.VISITORS,
    )
    close_comments_after_days = models.PositiveSmallIntegerField(
        gettext_lazy("close the talk after this many days"),
        null=True,
        blank=True,
        help_text=gettext_lazy("Empty: it stays open."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel("comments_from"), FieldPanel("comments_checked"), FieldPanel("close_comments_after_days")],
            heading=gettext_lazy("Comments"),
        ),
    ]
    promote_panels = SitePage.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    menu_icon = "newspaper"
    parent_page_types = PAGE_PARENTS
    subpage_types = ["blog.PostPage"]
    template = "blog/index_page.html"
    page_description = gettext_lazy("A blog. Posts are written under it.")
    POSTS_AT_ONCE = 9

    objects = PageManager()

    class Meta:
        verbose_name = gettext_lazy("blog")
        verbose_name_plural = gettext_lazy("blogs")

    @property
    def posts(self):
        """The posts that readers of this page may see, the newest first."""
        return self._posts.published_in(self)

    @property
    def _posts(self):
        return self._meta.apps.get_model("blog", "PostPage").objects

    @path("")
    def newest(self, request):
        """The newest post large, the others as cards."""
        lead = self.posts.for_listing().first()
        others = self.posts.exclude(pk=lead.pk) if lead else self.posts
        return self._render_list(request, others, {"lead": lead})

    @path("<int:year>/", name="year")
    def year(self, request, year):
        return self._render_month(request, year, None, str(year))

    @path("<int:year>/<int:month>/", name="month")
    def month(self, request, year, month):
        try:
            title = date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
        except ValueError as error:
            raise Http404 from error
        return self._render_month(request, year, month, title)

    def _render_month(self, request, year, month, title):
        posts = self.posts.in_month(year, month)
        if not 1 < year < 9999 or not posts.exists():
            raise Http404
        return self._render_list(request, posts, {"list_title": title})

    @path("category/<str:slug>/", name="category")
    def category(self, request, slug):
        category = get_object_or_404(Category, locale_id=self.locale_id, slug=slug)
        extra = {"list_title": category.name, "list_lead": category.description, "category": category}
        return self._render_list(request, self.posts.in_category(category), extra)

    @path("author/<str:slug>/", name="author")
    def author(self, request, slug):
        author = get_object_or_404(AuthorProfile.objects.select_related("image"), locale_id=self.locale_id, slug=slug)
        extra = {"list_title": author.name, "author": author}
        return self._render_list(request, self.posts.by_author(author), extra)

    @path("tag/<str:slug>/", name="tag")
    def tag(self, request, slug):
        tag = get_object_or_404(Tag, slug=slug)
        posts = self.posts.tagged(slug)
        if not posts.exists():
            raise Http404
        return self._render_list(request, posts, {"list_title": _("Posts about: %(tag)s") % {"tag": tag.name}})

    def _render_list(self, request, posts, extra):
        page_obj = Paginator(posts.for_listing(), self.POSTS_AT_ONCE).get_page(request.GET.get("page"))
        if "list_title" in extra:
            extra["crumbs_after"] = [{"label": extra["list_title"], "url": ""}]
        return self.render(request, context_overrides={"page_obj": page_obj, **extra})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["categories"] = self.category_links()
        context["months"] = self.month_links()
        return context

    def category_links(self):
        """[{label, url, slug}] of the topics that have posts here."""
        return remember("content", ("blog topics", self.pk, get_language()), self._category_links)

    def _category_links(self):
        used = self.posts.order_by().values("categories__translation_key")
        categories = Category.objects.filter(locale_id=self.locale_id, translation_key__in=used)
        return [
            {"label": each.name, "url": self.address("category", each.slug), "slug": each.slug} for each in categories
        ]

    def month_links(self):
        """[{year, url, months: [{label, number, url}]}], the newest first."""
        return remember("content", ("blog months", self.pk, get_language()), self._month_links)

    def _month_links(self):
        years = {}
        for first_day, number in self.posts.month_counts():
            year, month = first_day.year, first_day.month
            if year not in years:
                years[year] = {"year": year, "url": self.address("year", year), "months": []}
            link = {"label": date_format(first_day, "F"), "number": number, "url": self.address("month", year, month)}
            years[year]["months"].append(link)
        return list(years.values())

    def address(self, name, *args) -> str:
        """The address of one of this blog's lists: `address("category", slug)`."""
        return self.url + self.reverse_subpage(name, args=args)

    def reverse_subpage(self, name, args=None, kwargs=None):
        first, slash, rest = super().reverse_subpage(name, args, kwargs).partition("/")
        return f"{self._address_words().get(first, first)}{slash}{rest}"

    def resolve_subpage(self, path):
        first, slash, rest = path.removeprefix("/").partition("/")
        english = {word: name for name, word in self._address_words().items()}
        return super().resolve_subpage(f"/{english.get(first, first)}{slash}{rest}")

    def _address_words(self):
        with translation.override(self.locale.language_code):
            return {name: str(word) for name, word in ADDRESS_WORDS.items()}

    def get_sitemap_urls(self, request=None):
        urls = super().get_sitemap_urls(request)
        root = self.get_full_url(request)
        lists = [("category", each["slug"]) for each in self.category_links()]
        return urls + [{"location": root + self.reverse_subpage(name, args=[slug])} for name, slug in lists]
