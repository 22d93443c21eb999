"""A person's own data: a copy of it, and an end to it. Everything is looked up through the one who is signed in."""

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from himmeli.caching.csrf import full_csrf_check

from ..copying import parts_of
from ..erasing import is_last_administrator
from ..exceptions import LastAdministrator
from ..forms import EraseForm
from ..letters import confirmation_token, confirms
from ..models import DataCopy, ErasureRequest
from ..services import WAIT_DAYS, ask_for_copy, ask_for_erasure, take_back_erasure
from ..statements import what_stays
from ..tasks import send_letter


@login_required
@never_cache
@require_safe
def overview(request):
    context = {"copy": DataCopy.objects.of(request.user), "erasure": ErasureRequest.objects.of(request.user)}
    return render(request, "privacy/mine.html", context)


@full_csrf_check
@login_required
@require_POST
def gather(request):
    if refused := consume_or_429(request, action="reauthenticate", user=request.user):
        return refused
    ask_for_copy(user=request.user)
    messages.success(request, _("We gather your data. You get an e-mail when it is ready."))
    return redirect("privacy:mine")


@login_required
@never_cache
@require_safe
def download(request, token):
    """Hers alone, for some days, and with the password asked again: a telephone left open is not enough."""
    copy = DataCopy.objects.of(request.user)
    if copy is None or not copy.is_ready or copy.token != token:
        raise Http404
    return _send(request, copy)


@reauthentication_required
def _send(request, copy):
    response = StreamingHttpResponse(parts_of(copy), content_type="application/zip")
    name = _("my-data")
    response["Content-Disposition"] = f'attachment; filename="{name}-{copy.ready_at:%Y-%m-%d}.zip"'
    response["Content-Length"] = str(copy.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@full_csrf_check
@login_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request):
    user = request.user
    form = EraseForm(request.POST or None, user=user) if user.has_usable_password() else None
    if request.method == "POST":
        if refused := consume_or_429(request, action="reauthenticate", user=user):
            return refused
        if form is None:
            send_letter.enqueue("erase", user.email, user.language, token=confirmation_token(user))
            messages.info(request, _("We sent you an e-mail. Open the link in it within a day."))
            return redirect("privacy:mine")
        if form.is_valid():
            return _erase(request)
    context = {"form": form, "stays": what_stays(), "days": WAIT_DAYS, "is_last": is_last_administrator(user)}
    return render(request, "privacy/erase.html", context, status=422 if form and form.errors else 200)


@full_csrf_check
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """From the link in the e-mail, for somebody who has no password."""
    if not confirms(token, request.user):
        raise Http404
    if request.method == "POST":
        return _erase(request)
    return render(request, "privacy/confirm.html", {"stays": what_stays(), "days": WAIT_DAYS})


@full_csrf_check
@login_required
@require_POST
def keep(request):
    if take_back_erasure(user=request.user):
        messages.success(request, _("Your account stays. Good that you do, too."))
    return redirect("privacy:mine")


def _erase(request):
    try:
        ask_for_erasure(user=request.user)
    except LastAdministrator:
        return redirect("privacy:erase")
    messages.success(request, _("Your account will be erased. Until then you can change your mind here."))
    return redirect("privacy:mine")
