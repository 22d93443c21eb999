"""The texts of e-mails in the admin: written anew in each language, seen as they will look, sent to oneself."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from himmeli.identity.details import site_details
from himmeli.office.dates import date_and_time
from himmeli.outbox.letters import full_address

from ..core_kinds import SUMMARY
from ..forms import TextForm
from ..kinds import NoticeKind, active_kinds
from ..letters import Line, compose
from ..models import Notice, NoticeText
from ..permissions import CHANGE
from ..services import reset_text
from ..words import fill, own_texts, values_for, words_of, words_with


def languages() -> list[tuple[str, str]]:
    """Those that the site is in."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in settings.SITE_LANGUAGES]


@dataclass(frozen=True)
class Link:
    """The way to a kind's texts in one language."""

    name: str
    url: str
    is_own: bool


@dataclass(frozen=True)
class Row:
    """One kind in the list, with the way to its texts in each language."""

    kind: NoticeKind
    links: list[Link]


class TextsView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """All e-mails that the site sends of its own accord, and whose words they are in."""

    permission_required = CHANGE
    template_name = "notices/admin/texts.html"
    page_title = gettext_lazy("Texts of e-mails")
    header_icon = "mail"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        groups, own = {}, own_texts()
        for kind in active_kinds().values():
            links = [Link(name, _address_of(kind, code), (kind.name, code) in own) for code, name in languages()]
            groups.setdefault(str(kind.group), []).append(Row(kind, links))
        return super().get_context_data(groups=list(groups.items()), **kwargs)


class OneKind(PermissionRequiredMixin):
    """A view of one kind's texts in one language; not found while the kind's plugin is off."""

    permission_required = CHANGE

    @cached_property
    def kind(self):
        kind = active_kinds().get(self.kwargs["kind"])
        if kind is None or self.kwargs["language"] not in dict(languages()):
            raise Http404
        return kind

    @property
    def language(self):
        return self.kwargs["language"]

    def make_form(self, data=None):
        text = NoticeText.objects.filter(kind=self.kind.name, language=self.language).first() or NoticeText()
        return TextForm(data, instance=text, kind=self.kind, language=self.language)

    def to_form(self):
        return redirect("notice_text", self.kind.name, self.language)


class TextView(OneKind, WagtailAdminTemplateMixin, TemplateView):
    """The form, with a preview beside it."""

    template_name = "notices/admin/text.html"
    header_icon = "mail"

    def get_page_title(self):
        return f"{self.kind.label}, {dict(languages())[self.language].lower()}"

    def get_breadcrumbs_items(self):
        texts = {"url": reverse("notice_texts"), "label": _("Texts of e-mails")}
        return [*self.breadcrumbs_items, texts, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        with override(self.language):
            samples = self.kind.sample(site_details(self.language).name)
        context = {
            "form": kwargs.get("form") or self.make_form(),
            "kind": self.kind,
            "language": self.language,
            "placeholders": [(one, samples[one.name]) for one in self.kind.all_placeholders],
            "is_own": (self.kind.name, self.language) in own_texts(),
            "has_real": newest_of(self.kind) is not None,
        }
        return super().get_context_data(**{**kwargs, **context})

    def post(self, request, **kwargs):
        form = self.make_form(request.POST)
        if not form.is_valid():
            messages.error(request, _("Not saved yet: see below."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        text = form.save()
        if text is not None:
            log(text, "wagtail.edit", user=request.user)
        if "test" in request.POST:
            send_test(self.kind, self.language, request.user)
            messages.success(
                request, _("Saved. A test is on its way to %(address)s.") % {"address": request.user.email}
            )
        else:
            messages.success(request, _("Saved. From now on e-mails say it like this."))
        return self.to_form()


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(OneKind, View):
    """What the e-mail looks like: as it is, or with what is being written."""

    def get(self, request, **kwargs):
        return self._show(words_of(self.kind, self.language), "real" in request.GET)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST)
        if not form.is_valid():
            return render(request, "notices/admin/not_yet.html", {"form": form})
        return self._show(words_with(self.kind, self.language, form.own_texts()), "real" in request.GET)

    def _show(self, words, is_real):
        letter = sample_letter(
            self.kind, words, self.language, self.request.user, newest_of(self.kind) if is_real else None
        )
        html = letter.alternatives[0][0]
        response = HttpResponse(html)
        # A letter of the site's own; nothing in it may do more than be looked at.
        response["Content-Security-Policy"] = "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; sandbox"
        return response


class ResetView(OneKind, View):
    """Back to the original words."""

    def post(self, request, **kwargs):
        if reset_text(kind=self.kind, language=self.language):
            messages.success(request, _("The original words are back."))
        return self.to_form()


def _address_of(kind, language):
    return reverse("notice_text", args=[kind.name, language])


def newest_of(kind: NoticeKind) -> Notice | None:
    """The last notice of the kind, to show real values; never one that is for its receiver alone."""
    if kind.is_private or kind.name == SUMMARY:
        return None
    return Notice.objects.filter(kind=kind.name).order_by("-pk").first()


def sample_letter(kind, words, language, reader, real=None):
    """A letter as others get it, to the one who looks. Its link that ends such e-mails ends nothing."""
    with override(language):
        site = site_details(language).name
        values = kind.sample(site) if real is None else values_for(real.context, receiver="", language=language)
        values["receiver"] = reader.display_name
        quote = str(kind.sample_quote) if real is None else real.quote
        url = real.url if real is not None and real.url else f"/{language}/"
        lines = _sample_lines(language) if kind.name == SUMMARY else ()
        choices = full_address(reverse("notices:choices"))
    return compose(
        kind,
        words,
        values,
        to=reader.email,
        language=language,
        url=url,
        stop=choices if kind.may_be_off else "",
        quote=quote,
        lines=lines,
        has_choices=True,
    )


def send_test(kind: NoticeKind, language: str, reader) -> None:
    letter = sample_letter(kind, words_of(kind, language), language, reader)
    with override(language):
        letter.subject = _("Test: %(subject)s") % {"subject": letter.subject}
    for name in ("List-Unsubscribe", "List-Unsubscribe-Post"):
        letter.extra_headers.pop(name, None)
    letter.send()


def _sample_lines(language):
    site, now = site_details(language).name, date_and_time(timezone.now())
    chosen = [kind for kind in active_kinds().values() if kind.is_chosen][:3]
    return [
        Line(fill(words_of(kind, language).subject, kind.sample(site)), str(kind.sample_quote), f"/{language}/", now)
        for kind in chosen
    ]
