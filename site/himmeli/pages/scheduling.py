"""Publishing later, by itself: the dialog with the day and the time, and what it refuses."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import PublishingPanel

# What the dialog's button is called in the form that is sent, to tell it from "Publish" and "Publish now".
PUBLISH, SCHEDULE, NOW = "action-publish", "schedule", "now"
BY_MINUTES = "%Y-%m-%dT%H:%M"


class MomentInput(forms.DateTimeInput):
    """The browser's own choice of a day and a time: in the person's language, with the phone's own calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        # Closing the dialog without its button forgets what was typed.
        forgets = {
            "data-controller": "w-action",
            "data-action": "w-dialog:hidden->w-action#reset",
            "data-w-dialog-target": "notify",
        }
        super().__init__(attrs={**forgets, **(attrs or {})}, format=BY_MINUTES)


class SchedulingPanel(PublishingPanel):
    """Wagtail's panel, whose dialog does in one step what it says: sets the time and schedules."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for panel in self.children:
            panel.widget = MomentInput()

    class BoundPanel(PublishingPanel.BoundPanel):
        template_name = "pages/admin/scheduling.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["may_publish"] = self._may_publish()
            return context

        def _may_publish(self):
            page, user = self.instance, self.request.user
            if page.pk:
                return page.permissions_for_user(user).can_publish()
            return self.form.parent_page.permissions_for_user(user).can_publish_subpage()


def problem_of(*, go_live_at, expire_at) -> str:
    """Why nothing can be scheduled by these two; empty when it can."""
    if not go_live_at and not expire_at:
        return _("Choose a day and a time.")
    if go_live_at and go_live_at <= timezone.now():
        return _("This time has passed already. Choose a later one, or press Publish.")
    return ""
