from allauth.account.utils import perform_login
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from himmeli.caching.csrf import full_csrf_check

from ..exceptions import AlreadyMember, InvitationClosed
from ..forms import AcceptForm
from ..services import accept_invitation, find_open


@full_csrf_check
@never_cache
@sensitive_post_parameters()
def accept(request, token):
    """The page that an invitation leads to: a name and a password, and one is in."""
    try:
        invitation = find_open(token)
    except InvitationClosed:
        return _closed(request)
    if request.user.is_authenticated:
        return render(request, "invitations/signed_in.html", {"invitation": invitation})
    form = AcceptForm(request.POST or None, invitation=invitation)
    if not form.is_valid():
        context = {"invitation": invitation, "form": form}
        return render(request, "invitations/accept.html", context, status=422 if form.is_bound else 200)
    try:
        user = accept_invitation(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            language=get_language(),
            accepts_terms=form.cleaned_data.get("terms", False),
        )
    except (InvitationClosed, AlreadyMember):
        return _closed(request)
    return perform_login(request, user) or redirect("accounts:home")


def _closed(request):
    return render(request, "invitations/closed.html", status=410)
