"""A person's own notices, how she wants to be told, and the link that ends e-mails."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..forms import ChoicesForm
from ..kinds import active_kinds, kinds
from ..models import Notice
from ..services import mark_all_read, mark_read, stop_emails
from ..tokens import read_token
from ..words import title_of

ON_A_PAGE = 20
ONE_CLICK = "One-Click"


@dataclass(frozen=True)
class ShownNotice:
    """A notice in words, for the list."""

    notice: Notice
    title: str
    icon: str


@never_cache
@login_required
@require_safe
def notices(request):
    page = Paginator(Notice.objects.of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [_shown(notice, request.user) for notice in page]
    unread = Notice.objects.of(request.user).unread().count()
    return render(request, "notices/list.html", {"page_obj": page, "notices": shown, "unread": unread})


@never_cache
@login_required
@require_safe
def open_notice(request, pk):
    """Where the notice leads; it is read then."""
    notice = _own(request, pk)
    mark_read(notice)
    return redirect(notice.url or "notices:list")


@login_required
@require_POST
def mark(request, pk):
    mark_read(_own(request, pk), is_read=request.POST.get("as") != "unread")
    return redirect(_back(request))


@login_required
@require_POST
def all_read(request):
    number = mark_all_read(request.user)
    text = ngettext("%(number)d notice marked as read.", "%(number)d notices marked as read.", number)
    messages.success(request, text % {"number": number} if number else _("You had read them all."))
    return redirect("notices:list")


@never_cache
@login_required
def choices(request):
    form = ChoicesForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. From now on you are told in this way."))
        return redirect("notices:choices")
    return render(request, "notices/choices.html", {"form": form}, status=422 if form.is_bound else 200)


# The signed link is the secret. Mail programs press the button for the reader from wherever they run, without any
# page of ours (RFC 8058), and a reader who is signed in to another's account must be able to end her own e-mails.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Ends e-mails of the kinds named in a signed link, without signing in: asks first, unless it is told to do it."""
    try:
        user_id, names = read_token(token)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    user = get_object_or_404(get_user_model(), pk=user_id)
    if request.method == "POST":
        stop_emails(user, names)
        if request.POST.get("List-Unsubscribe") == ONE_CLICK:
            return HttpResponse(status=204)
    known = [entry.value for name in names if (entry := kinds.find(name)) and entry.value.may_be_off]
    context = {"kinds": known, "address": _hidden(user.email), "is_done": request.method == "POST"}
    response = render(request, "notices/stop.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _own(request, pk):
    """Hers, or not found: nobody learns from an address whose notice it is."""
    return get_object_or_404(Notice.objects.of(request.user), pk=pk)


def _shown(notice, user):
    return ShownNotice(notice, title_of(notice, user, get_language()), active_kinds()[notice.kind].icon)


def _back(request):
    page = request.POST.get("page", "")
    address = redirect("notices:list").url
    return f"{address}?page={page}" if page.isdecimal() and page != "1" else address


def _hidden(email):
    """Enough of an address to know one's own by."""
    name, _at, host = email.partition("@")
    return f"{name[:2]}…@{host}"
