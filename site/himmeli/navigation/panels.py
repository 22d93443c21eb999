from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from .unseen import unseen_entries


class UnseenEntriesPanel(Panel):
    """Says above a menu's form which of its entries visitors don't see, and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "navigation/admin/unseen_entries.html"

        @cached_property
        def entries(self):
            return unseen_entries(self.instance) if self.instance.pk else []

        def is_shown(self):
            return super().is_shown() and bool(self.entries)
