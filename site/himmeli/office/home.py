"""The admin's first page: what people come to do, and what waits for them."""

from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry

from himmeli.identity.details import site_details
from himmeli.plugins.waiting import what_waits_for

from .core_tasks import front_page
from .desk import Paper
from .first_steps import first_steps
from .task_cards import task_cards_for

RECENT = 5


class DeskPanel(Component):
    """All of the first page."""

    name = "desk"
    order = 100
    template_name = "himmeli_admin/office/desk.html"

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        user = request.user
        return {
            "user": user,
            "site": site_details(user.language),
            "cards": task_cards_for(user),
            "waiting": what_waits_for(user),
            "steps": first_steps(user),
            "recent": _recent(user),
            "help_url": reverse("office_help"),
            "front_page": front_page(user),
        }


def _recent(user):
    """The pages she changed last."""
    ids = PageLogEntry.objects.filter(user=user, action__in=["wagtail.edit", "wagtail.create", "wagtail.publish"])
    newest = list(dict.fromkeys(ids.order_by("-timestamp").values_list("page_id", flat=True)[: RECENT * 8]))[:RECENT]
    pages = Page.objects.in_bulk(newest)
    finder = AdminURLFinder(user)
    shown = [pages[pk] for pk in newest if pk in pages]
    return [
        Paper(page.draft_title or page.title, finder.get_edit_url(page) or "", page.latest_revision_created_at)
        for page in shown
    ]


def construct_panels(request, panels):
    panels[:] = [DeskPanel()]
