"""Choosing a page: begins among the pages of the site, not above its front page."""

from wagtail.admin.views.chooser import BrowseView
from wagtail.models import Locale, Site

ANY = "wagtailcore.page"


class PageBrowseView(BrowseView):
    def get(self, request, parent_page_id=None):
        # A chooser for one kind of page begins nearest to the pages of that kind: Wagtail's own way is right there.
        if not (parent_page_id or request.GET.get("can_choose_root") or request.GET.get("page_type", ANY) != ANY):
            parent_page_id = self._front_page_id(request)
        return super().get(request, parent_page_id)

    def _front_page_id(self, request) -> int | None:
        """The front page in the language asked for, else in the site's own."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            return None
        code = request.GET.get("locale")
        locale = Locale.objects.filter(language_code=code).first() if code else None
        home = site.root_page.get_translation_or_none(locale) if locale else site.root_page
        return home.pk if home else None
