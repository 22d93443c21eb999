"""What kind of page to add: the plain page first, as it is what people nearly always want."""

from wagtail.admin.views.pages.create import AddSubpageView

FIRST = ("pages", "contentpage")


class PageKindsView(AddSubpageView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # Sorting keeps the order of the rest, which is by name.
        context["page_types"] = sorted(context["page_types"], key=lambda kind: (kind[1], kind[2]) != FIRST)
        return context
