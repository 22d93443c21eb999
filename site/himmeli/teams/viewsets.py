from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Team


class TeamViewSet(SnippetViewSet):
    """The list of all teams, for coordinators. People come into them on the team's own page."""

    model = Team
    icon = "group"
    menu_label = _("Teams")
    menu_name = "teams"
    list_display = ["name", "visibility", "joining"]
    search_fields = ["name", "description"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("picture"),
        FieldPanel("visibility"),
        FieldPanel("joining"),
    ]
