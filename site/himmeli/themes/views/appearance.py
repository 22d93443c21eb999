"""The admin page Appearance: try out a look beside the real site, then publish it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from himmeli.themes.current import PREVIEW_EVERYWHERE_KEY, PREVIEW_SESSION_KEY, draft_look, live_appearance, make_look
from himmeli.themes.exceptions import ThemeError
from himmeli.themes.fonts import shipped_fonts
from himmeli.themes.forms import AppearanceForm
from himmeli.themes.miniature import draw_miniature
from himmeli.themes.models import Appearance
from himmeli.themes.permissions import may_change_appearance
from himmeli.themes.presentation import Controls, past_looks, theme_cards
from himmeli.themes.services import discard_draft, publish_draft, show_past_look, try_look, undo_publish
from himmeli.themes.stylesheet import digest
from himmeli.themes.theme import find_themes, load_theme

HISTORY_SHOWN = 12


def coordinators_only(view):
    """Refuse whoever may not change how the site looks."""

    def check(request, *args, **kwargs):
        if not may_change_appearance(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return check


@method_decorator(coordinators_only, name="dispatch")
class AppearanceView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "himmeli_admin/appearance.html"
    page_title = gettext_lazy("Appearance")
    header_icon = "palette"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("appearance"), "label": gettext_lazy("Appearance")},
    ]

    def get(self, request):
        request.session[PREVIEW_SESSION_KEY] = request.user.pk
        request.session.pop(PREVIEW_EVERYWHERE_KEY, None)
        return self.render_to_response(self.get_context_data(form=self._form(None)))

    def post(self, request):
        request.session[PREVIEW_SESSION_KEY] = request.user.pk
        if request.POST.get("action") == "discard":
            return self._discard()
        form = self._form(_with_buttons_pressed(request.POST))
        is_valid = form.is_valid()
        if "theme" in form.cleaned_data:
            try_look(owner=request.user, values=form.tried_values())
        if request.POST.get("action") == "publish":
            if is_valid:
                return self._publish()
            messages.error(request, _("Nothing was published yet: something below needs to be put right first."))
        elif is_valid and request.headers.get("X-Requested-With") != "fetch":
            return redirect("appearance")
        return self.render_to_response(self.get_context_data(form=form))

    def _publish(self):
        publish_draft(owner=self.request.user)
        messages.success(self.request, _("Published. Visitors now see this look."))
        return redirect("appearance")

    def _discard(self):
        discard_draft(owner=self.request.user)
        messages.success(self.request, _("What you tried out is gone. Nothing changed for visitors."))
        return redirect("appearance")

    def _form(self, data):
        draft = Appearance.objects.draft_of(self.request.user.pk) or live_appearance()
        return AppearanceForm(data, draft=draft, themes=find_themes()[0])

    def get_context_data(self, form, **kwargs):
        draft = draft_look(self.request)
        live = live_appearance()
        look = draft or make_look(live)
        site = Site.find_for_request(self.request)
        return super().get_context_data(
            form=form,
            controls=Controls(form),
            cards=theme_cards(form),
            broken=find_themes()[1],
            live_look=make_look(live),
            has_changes=bool(draft) and _values(self.request.user) != live.look_values,
            stylesheet=reverse("theme_stylesheet", args=[digest(look)]),
            # What the frame must be loaded again for. For all else, another stylesheet does.
            frame_key=_frame_key(look),
            scheme=look.scheme,
            front_page=(site.root_page.localized.get_url(self.request) if site else None) or "/",
            history=past_looks(Appearance.objects.for_history()[:HISTORY_SHOWN]),
            live=live,
            media=form.media,
            **kwargs,
        )


@require_POST
@coordinators_only
def undo_last_publish(request):
    if undo_publish(publisher=request.user):
        messages.success(request, _("Visitors see the look from before again. Press the button once more to go back."))
    return redirect("appearance")


@require_POST
@coordinators_only
def show_again(request, pk):
    show_past_look(past=get_object_or_404(Appearance.objects.for_history(), pk=pk), publisher=request.user)
    messages.success(request, _("Visitors see that look again."))
    return redirect("appearance")


@require_POST
@coordinators_only
def look_around(request):
    """Show the whole site in the draft, outside of the frame too, to this session."""
    request.session[PREVIEW_SESSION_KEY] = request.user.pk
    request.session[PREVIEW_EVERYWHERE_KEY] = True
    return redirect("/")


@require_safe
def stop_looking(request):
    """Show this session what visitors see."""
    for key in (PREVIEW_SESSION_KEY, PREVIEW_EVERYWHERE_KEY):
        request.session.pop(key, None)
    return redirect("/")


@require_safe
@coordinators_only
def theme_screenshot(request, name):
    """The picture of a theme, or a small drawing in its colours when it brings none."""
    try:
        theme = load_theme(name)
    except ThemeError as error:
        raise Http404 from error
    if theme.screenshot:
        return FileResponse(theme.screenshot.open("rb"), content_type="image/png")
    return HttpResponse(draw_miniature(theme.table("colors")), content_type="image/svg+xml")


@require_safe
@coordinators_only
def font_samples(request):
    """The site's fonts, so that each can be chosen from its own letters."""
    faces = (face for font in shipped_fonts().values() for face in font.faces())
    return HttpResponse("\n".join(faces), content_type="text/css; charset=utf-8")


def _frame_key(look):
    logos = [picture.pk if picture else 0 for picture in (look.logo, look.logo_dark)]
    return f"{look.is_preview} {'/'.join(look.chain)} {logos}"


def _values(user):
    draft = Appearance.objects.draft_of(user.pk)
    return draft.look_values if draft else None


def _with_buttons_pressed(posted):
    """The form as if what its small buttons do had been done by hand: they work without JavaScript."""
    data = posted.copy()
    name, _colon, color = posted.get("use", "").partition(":")
    if color:
        data[f"color_{name}"] = color
    if "reset" in posted:
        data[f"color_{posted['reset']}"] = ""
    return data
