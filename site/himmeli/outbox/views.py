"""The log of e-mails: to whom, what about, when, what became of it."""

import re

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from himmeli.office.dates import date_and_time

from .exceptions import CannotSendAgain
from .faults import WORDS
from .filters import EmailFilterSet
from .models import Email
from .permissions import VIEW, may_send_again
from .services import send_again
from .transports import leaves_the_house


class EmailsView(IndexView):
    model = Email
    page_title = gettext_lazy("E-mails")
    header_icon = "mail"
    permission_policy = ModelPermissionPolicy(Email)
    any_permission_required = ["view"]
    template_name = "himmeli_admin/outbox/index.html"
    index_url_name, index_results_url_name = "outbox_emails", "outbox_emails_results"
    filterset_class = EmailFilterSet
    is_searchable = True
    search_fields = ["subject", "recipients"]
    default_ordering = "-created_at"
    paginate_by = 50
    columns = [
        TitleColumn("subject", label=pgettext_lazy("e-mail", "About"), url_name="outbox_email", accessor=str),
        Column(
            "to",
            label=pgettext_lazy("e-mail", "To"),
            accessor=lambda email: ", ".join([*email.to, *email.cc, *email.bcc]),
        ),
        Column("created_at", label=gettext_lazy("Written"), accessor=lambda email: date_and_time(email.created_at)),
        Column("state", label=gettext_lazy("State"), accessor=lambda email: state_in_words(email)),
    ]

    def get_base_queryset(self):
        return Email.objects.for_listing()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(leaves_the_house=leaves_the_house(), **kwargs)


class EmailView(PermissionRequiredMixin, WagtailAdminTemplateMixin, DetailView):
    """One e-mail, without its text when that may hold a secret."""

    permission_required = VIEW
    queryset = Email.objects.prefetch_related("attachments")
    context_object_name = "email"
    template_name = "himmeli_admin/outbox/email.html"
    header_icon = "mail"

    def get_page_title(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        log = {"url": reverse("outbox_emails"), "label": _("E-mails")}
        return [*self.breadcrumbs_items, log, {"url": "", "label": str(self.object)}]

    def get_context_data(self, **kwargs):
        email = self.object
        return super().get_context_data(
            state=state_in_words(email),
            fault=WORDS.get(email.fault, ""),
            text=readable_text(email),
            may_send_again=may_send_again(self.request.user) and email.may_be_sent_again,
            **kwargs,
        )

    def post(self, request, pk):
        email = get_object_or_404(Email, pk=pk)
        if not may_send_again(request.user):
            raise PermissionDenied
        try:
            send_again(email=email)
        except CannotSendAgain:
            messages.error(request, _("This e-mail can't be sent again: its text is no longer kept."))
        else:
            messages.success(request, _("The e-mail is on its way again."))
        return redirect("outbox_email", pk)


def state_in_words(email: Email) -> str:
    """ "Sent la 14.3. klo 18", "Waits to be sent, next try 18.20"."""
    words = {"state": email.get_state_display(), "when": date_and_time(email.sent_at or email.due_at)}
    if email.sent_at:
        return _("%(state)s %(when)s") % words
    if email.is_waiting and email.attempts:
        return _("%(state)s: %(tries)s tries, next one %(when)s") % {**words, "tries": email.attempts}
    return words["state"]


def readable_text(email: Email) -> str:
    """What the e-mail says, without the link that ends its kind: whoever has it could use it in another's name."""
    if not email.is_open:
        return ""
    return _without_links_of(email.headers.get("List-Unsubscribe", ""), email.body)


def _without_links_of(header, text):
    for link in re.findall(r"<(https?://[^>]+)>", header):
        text = text.replace(link, "…")
    return text
