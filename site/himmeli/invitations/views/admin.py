"""Inviting, in the admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ..exceptions import AlreadyInvited, AlreadyMember, InvitationClosed
from ..forms import InviteForm, InviteManyForm
from ..lists import read_list
from ..models import Invitation
from ..permissions import may_invite
from ..services import invite, invite_many, revoke, send_again

ON_A_PAGE = 50
SHOWN_PEOPLE = 200
SERVICES = {"again": send_again, "revoke": revoke}


def _only_inviters(user):
    if not may_invite(user):
        raise PermissionDenied


@require_safe
def index(request):
    _only_inviters(request.user)
    shows_accepted = request.GET.get("state") == "accepted"
    invitations = Invitation.objects.accepted() if shows_accepted else Invitation.objects.open()
    query = request.GET.get("q", "").strip()
    if query:
        invitations = invitations.filter(Q(email__icontains=query) | Q(name__icontains=query))
    context = {
        "page_obj": Paginator(invitations.for_listing(), ON_A_PAGE).get_page(request.GET.get("page")),
        "shows_accepted": shows_accepted,
        "query": query,
        "waiting": Invitation.objects.to_send().count(),
        "page_title": _("Invitations"),
    }
    return render(request, "invitations/admin/index.html", context)


def invite_one(request):
    _only_inviters(request.user)
    form = InviteForm(request.POST or None, actor=request.user)
    if form.is_valid() and _invite(request, form):
        return redirect("invitations_index")
    context = {"form": form, "page_title": _("Invite somebody")}
    return render(request, "invitations/admin/invite.html", context)


def _invite(request, form):
    data = form.cleaned_data
    try:
        invitation = invite(
            email=data["email"],
            name=data["name"],
            language=data["language"],
            role_names=data.get("roles", ()),
            message=data["message"],
            actor=request.user,
        )
    except AlreadyMember:
        form.add_error("email", _("Somebody already signs in with this address."))
        return False
    except AlreadyInvited:
        form.add_error("email", _("This address is invited already. You can send the invitation again from the list."))
        return False
    messages.success(request, _("Invited: %(name)s. The e-mail is on its way.") % {"name": invitation})
    return True


def invite_list(request):
    """First a look at what the list holds, then the sending: the same text is read again, so nothing can slip in."""
    _only_inviters(request.user)
    form = InviteManyForm(request.POST or None, request.FILES or None)
    context = {"form": form, "page_title": _("Invite many")}
    if form.is_valid():
        text, message = form.cleaned_data["text"], form.cleaned_data["message"]
        reading = read_list(text, actor=request.user)
        if "send" in request.POST and reading.people:
            _say_how_many(request, invite_many(people=reading.people, actor=request.user, message=message))
            return redirect("invitations_index")
        context |= {"reading": reading, "shown": reading.people[:SHOWN_PEOPLE], "text": text, "message": message}
    return render(request, "invitations/admin/invite_list.html", context)


@require_POST
def change(request, pk):
    """Send one again, or take it back."""
    _only_inviters(request.user)
    invitation = get_object_or_404(Invitation, pk=pk)
    service = SERVICES.get(request.POST.get("do"))
    if service is not None:
        try:
            service(invitation=invitation)
        except InvitationClosed:
            said = _("It was accepted or taken back in the meantime: %(name)s")
            messages.warning(request, said % {"name": invitation})
        else:
            said = _("Sent again: %(name)s") if service is send_again else _("Taken back: %(name)s")
            messages.success(request, said % {"name": invitation})
    return redirect("invitations_index")


def _say_how_many(request, number):
    text = ngettext(
        "%(number)s person is invited. The e-mail leaves within minutes.",
        "%(number)s people are invited. The e-mails leave within minutes.",
        number,
    )
    messages.success(request, text % {"number": number})
