from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .permissions import looks_after_teams
from .viewsets import TeamViewSet

register_snippet(TeamViewSet)


class TeamsMenuItem(MenuItem):
    def is_shown(self, request):
        return looks_after_teams(request.user)


class TeamRulesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("teams.change_teamrules")


@hooks.register("register_people_menu_item")
def teams_entry():
    return TeamsMenuItem(
        _("Teams"), reverse("wagtailsnippets_teams_team:list"), name="teams", icon_name="group", order=30
    )


@hooks.register("register_people_menu_item")
def team_rules_entry():
    address = reverse("wagtailsettings:edit", args=["teams", "teamrules"])
    return TeamRulesMenuItem(_("Rules for teams"), address, name="team-rules", icon_name="cog", order=95)
