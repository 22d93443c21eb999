from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports.base import ReportView

from .filters import EntryFilterSet
from .models import Entry
from .permissions import may_read_log
from .sentences import actor_in_words, changes_of, sentence_of


class ChangeLogView(ReportView):
    """Who changed what, newest first."""

    page_title = _("Change log")
    header_icon = "history"
    model = Entry
    results_template_name = "himmeli_admin/audit/_results.html"
    filterset_class = EntryFilterSet
    index_url_name = "audit_log"
    index_results_url_name = "audit_log_results"
    list_export = []
    paginate_by = 40
    default_ordering = None

    def dispatch(self, request, *args, **kwargs):
        if not may_read_log(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Entry.objects.for_listing().order_by("-happened_at", "-pk")

    def decorate_paginated_queryset(self, object_list):
        return [
            {
                "when": entry.happened_at,
                "kind": entry.get_kind_label(),
                "actor": actor_in_words(entry),
                "sentence": sentence_of(entry),
                "changes": changes_of(entry),
            }
            for entry in object_list
        ]
