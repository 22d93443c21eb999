"""The admin page Plugins. Nothing here runs code of a plugin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .activation import dependants_of, is_active, requirements_of, switch_off, switch_on
from .exceptions import CannotSwitch
from .faults import clear_faults
from .presentation import all_cards, card_of, title_of
from .usage import places_of

PERMISSION = "plugins.change_pluginstate"


def require_permission(request):
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def index(request):
    require_permission(request)
    cards = all_cards()
    context = {
        "cards": cards,
        "number_on": sum(card.state == "active" for card in cards),
        "header_title": _("Plugins"),
        "breadcrumbs_items": _breadcrumbs(),
        "header_icon": "h-puzzle",
    }
    return render(request, "himmeli_plugins/index.html", context)


@require_POST
def switch(request, label):
    """Switch one plugin; when there is something to warn of, ask first."""
    require_permission(request)
    wants_on = request.POST.get("on") == "1"
    is_confirmed = request.POST.get("confirmed") == "1"
    if not is_confirmed:
        question = _question_on(label) if wants_on else _question_off(label)
        if question:
            return _ask(request, label, wants_on, question)
    try:
        if wants_on:
            switched = switch_on(label, with_requirements=True)
            message = _("Switched on: %(plugins)s.")
        else:
            switched = switch_off(label, with_dependants=True)
            message = _("Switched off: %(plugins)s. Nothing was deleted.")
    except CannotSwitch as error:
        messages.error(request, _why_not(error))
    else:
        messages.success(request, message % {"plugins": ", ".join(title_of(name) for name in reversed(switched))})
    return redirect("himmeli_plugins:index")


@require_POST
def clear(request, label):
    """Forget a plugin's errors."""
    require_permission(request)
    clear_faults(label)
    messages.success(request, _("The errors of %(plugin)s were cleared.") % {"plugin": title_of(label)})
    return redirect("himmeli_plugins:index")


def use(request, label):
    """Where a plugin is used now."""
    require_permission(request)
    if card_of(label) is None:
        raise Http404
    heading = _("Where %(plugin)s is used") % {"plugin": title_of(label)}
    context = {
        "title": title_of(label),
        "places": places_of(label),
        "header_title": heading,
        "breadcrumbs_items": _breadcrumbs({"url": "", "label": heading}),
        "header_icon": "h-puzzle",
    }
    return render(request, "himmeli_plugins/use.html", context)


def _question_on(label):
    missing = [name for name in requirements_of(label) if not is_active(name)]
    return {"also_on": [title_of(name) for name in missing]} if missing else None


def _question_off(label):
    card = card_of(label)
    if card is None:
        raise Http404
    also_off = [title_of(name) for name in dependants_of(label)]
    uses = card.uses if card.state == "active" else []
    return {"also_off": also_off, "uses": uses} if also_off or uses else None


def _ask(request, label, wants_on, question):
    title = title_of(label)
    words = _("Switch on %(plugin)s?") if wants_on else _("Switch off %(plugin)s?")
    heading = words % {"plugin": title}
    context = {
        **question,
        "label": label,
        "title": title,
        "wants_on": wants_on,
        "header_title": heading,
        # The last crumb is the heading that people see.
        "breadcrumbs_items": _breadcrumbs({"url": "", "label": heading}),
        "header_icon": "h-puzzle",
    }
    return render(request, "himmeli_plugins/confirm.html", context)


def _why_not(error):
    words = {"plugin": title_of(error.label)}
    if error.needs_migrate:
        return _("%(plugin)s has no tables in the database yet. Run “manage.py migrate” on the server.") % words
    if error.reason:
        return _("%(plugin)s can't be switched on: it does not work.") % words
    return _("%(plugin)s can't be switched on: it is not on this server.") % words


def _breadcrumbs(*more):
    first = {"url": reverse("himmeli_plugins:index") if more else "", "label": _("Plugins")}
    return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, first, *more]
