from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .querysets import MembershipQuerySet, TeamQuerySet


class Team(models.Model):
    """Members who do something together: a study circle, a campaign, the people of the bread oven."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everybody sees the team")
        MEMBERS = "members", _("Only members of the cooperative see it")

    class Joining(models.TextChoices):
        OPEN = "open", _("Members join by themselves")
        APPLICATION = "application", _("Members ask, a leader lets them in")
        INVITATION = "invitation", _("Only by a leader’s invitation")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("name in addresses"), max_length=120, unique=True)
    description = models.TextField(
        _("description"), max_length=4000, blank=True, help_text=_("What you do together, when and where.")
    )
    picture = models.ForeignKey(
        "media.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    visibility = models.CharField(_("who sees it"), max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    joining = models.CharField(_("how one joins"), max_length=12, choices=Joining, default=Joining.APPLICATION)
    made_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("teams:detail", args=[self.slug])


class Membership(models.Model):
    """Somebody's place in a team: hers, asked for, or offered to her."""

    class State(models.TextChoices):
        IN = "in", _("In the team")
        APPLIED = "applied", _("Has asked to join")
        INVITED = "invited", _("Is invited")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team"))
    user = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="team_memberships", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=8, choices=State)
    is_leader = models.BooleanField(_("leads the team"), default=False)
    is_shown = models.BooleanField(_("is shown on the team’s page"), default=False)
    message = models.TextField(_("message"), max_length=600, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-is_leader", "user__display_name", "pk"]
        verbose_name = _("place in a team")
        verbose_name_plural = _("places in teams")
        indexes = [models.Index(fields=["user", "state"], name="teams_membership_of_user")]
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="teams_membership_once"),
            models.CheckConstraint(
                condition=models.Q(is_leader=False) | models.Q(state="in"), name="teams_membership_leader_is_in"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.team}"

    @property
    def is_in(self) -> bool:
        return self.state == self.State.IN


@register_setting(icon="group", order=20)
class TeamRules(BaseGenericSetting):
    """Who makes teams."""

    members_make_teams = models.BooleanField(
        _("members may make teams"),
        default=True,
        help_text=_("From their own pages. Without this only coordinators make teams."),
    )

    panels = [FieldPanel("members_make_teams")]

    class Meta:
        verbose_name = _("rules for teams")
