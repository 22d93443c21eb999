from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from wagtail.models import Locale

from .desk import PILES
from .translating import PERMISSION, pages_to_translate, with_languages

PAGES_AT_ONCE = 60


def pile(request, name):
    """One pile of what waits: its things, each with the way to it."""
    pile = PILES.get(name)
    if pile is None:
        raise Http404
    papers = pile.papers(request.user)
    return render(request, "himmeli_admin/office/pile.html", {"pile": pile, "papers": papers, "page_title": pile.label})


def translate(request):
    """Every page of the site's first language, and what there is of it in the others."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    locale = get_object_or_404(Locale, language_code=settings.LANGUAGE_CODE)
    page_obj = Paginator(pages_to_translate(request.user, locale), PAGES_AT_ONCE).get_page(request.GET.get("p"))
    context = {
        "rows": with_languages(page_obj.object_list, locale),
        "page_obj": page_obj,
        "language": locale.get_display_name(),
        "page_title": _("Translate a page"),
    }
    return render(request, "himmeli_admin/office/translate.html", context)


def how_to(request):
    """Our own short help."""
    return render(request, "himmeli_admin/office/help.html", {"page_title": _("Help")})


def to_sign_in(request):
    """Wagtail's own sign-in address: there is one sign-in, the site's.

    Whoever is signed in and still sent here may not enter: asking again would send her back and forth for ever.
    """
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    wanted = request.GET.get("next", "")
    home = reverse("wagtailadmin_home")
    is_safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted if is_safe else home})}")


def to_password_reset(request, **kwargs):
    return redirect("account_reset_password")
