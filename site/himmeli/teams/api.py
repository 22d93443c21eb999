"""What plugins ask about teams: `is_member(user, team)`, `teams_of(user)`, `is_leader(user, team)`."""

from .models import Team
from .permissions import is_in_team as is_member
from .permissions import leads_team as is_leader
from .permissions import may_see_team

__all__ = ["Team", "is_leader", "is_member", "may_see_team", "teams_of"]


def teams_of(user):
    """The teams that somebody is in, as a QuerySet; empty for a visitor."""
    return Team.objects.of_person(user)
