from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from himmeli.accounts.permissions import is_coordinator, is_member
from himmeli.media.models import Picture


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public ones to everybody; the others to members of the cooperative, and to whoever has a place in them."""
        if is_coordinator(user) or is_member(user):
            return self
        public = Q(visibility=self.model.Visibility.PUBLIC)
        if not user.is_authenticated:
            return self.filter(public)
        places = self.model._meta.get_field("memberships").related_model.objects.filter(team=OuterRef("pk"), user=user)
        return self.filter(public | Exists(places))

    def of_person(self, user):
        """Those that she is in."""
        return self.filter(memberships__user=user, memberships__state="in") if user.is_authenticated else self.none()

    def for_listing(self):
        """With what a card shows: the picture, and `.size`, how many are in."""
        teams = self.annotate(size=Count("memberships", filter=Q(memberships__state="in"))).order_by("name", "pk")
        return teams.prefetch_related(Prefetch("picture", queryset=Picture.objects.prefetch_renditions()))


class MembershipQuerySet(models.QuerySet):
    def inside(self):
        return self.filter(state=self.model.State.IN, user__is_active=True)

    def shown(self):
        """Those who agreed to be shown."""
        return self.inside().filter(is_shown=True)

    def asking(self):
        return self.filter(state=self.model.State.APPLIED, user__is_active=True)

    def invited(self):
        return self.filter(state=self.model.State.INVITED)

    def of_person(self, user):
        """All her places, by team, with `.size` of each team."""
        size = Count("team__memberships", filter=Q(team__memberships__state="in"))
        places = self.filter(user=user).select_related("team").annotate(size=size)
        # Invitations first, what she has asked for last.
        return places.order_by("-state", "team__name", "pk")

    def led_by(self, user):
        """The places in teams that this person leads."""
        leads = self.model.objects.filter(user=user, is_leader=True)
        return self.filter(team__in=leads.values("team_id"))

    def with_people(self):
        """With names and portraits, in a fixed number of queries."""
        return self.select_related("user").prefetch_related(
            Prefetch("user__portrait", queryset=Picture.objects.prefetch_renditions())
        )
