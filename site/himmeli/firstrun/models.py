from django.db import models
from django.utils.translation import gettext_lazy as _


class SetUp(models.Model):
    """The one setting up of a site: who is at it, what was chosen so far, and how it went. There is one row.

    The code and the claim (what the browser of whoever gave the code holds) are kept as hashes only.
    """

    class State(models.TextChoices):
        CHOOSING = "choosing", _("being chosen")
        WORKING = "working", _("being made")
        DONE = "done", _("done")

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.CHOOSING)
    code_hash = models.CharField(max_length=64, blank=True)
    claim_hash = models.CharField(max_length=64, blank=True)
    # {hash of an address: [tries, when the first of them was]}
    tries = models.JSONField(default=dict, blank=True)
    # What was typed, step by step. The password only as its hash; all of it is forgotten when the site is made.
    answers = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    shown_to_visitors = False

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="firstrun_setup_only_one")]

    def __str__(self):
        return self.get_state_display()
