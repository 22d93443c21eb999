from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from .desk import PILES


def pile(request, name):
    """One pile of what waits: its things, each with the way to it."""
    pile = PILES.get(name)
    if pile is None:
        raise Http404
    papers = pile.papers(request.user)
    return render(request, "himmeli_admin/office/pile.html", {"pile": pile, "papers": papers, "page_title": pile.label})


def how_to(request):
    """Our own short help."""
    return render(request, "himmeli_admin/office/help.html", {"page_title": _("Help")})


def to_sign_in(request):
    """Wagtail's own sign-in address: there is one sign-in, the site's."""
    wanted = request.GET.get("next", "")
    home = reverse("wagtailadmin_home")
    is_safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted if is_safe else home})}")


def to_password_reset(request, **kwargs):
    return redirect("account_reset_password")
