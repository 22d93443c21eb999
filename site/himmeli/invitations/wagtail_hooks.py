from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from himmeli.office.task_cards import offer_task

from .permissions import may_invite
from .views import admin


class InvitersMenuItem(MenuItem):
    def is_shown(self, request):
        return may_invite(request.user)


def _address(user):
    return reverse("invitations_invite") if may_invite(user) else ""


offer_task(
    "invitations.invite",
    _("Invite somebody"),
    _("She gets an e-mail and chooses a password."),
    _address,
    icon="mail",
    order=60,
)


@hooks.register("register_people_menu_item")
def invitations_entry():
    return InvitersMenuItem(
        _("Invitations"), reverse("invitations_index"), name="invitations", icon_name="mail", order=20
    )


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("people/invitations/", admin.index, name="invitations_index"),
        path("people/invitations/one/", admin.invite_one, name="invitations_invite"),
        path("people/invitations/many/", admin.invite_list, name="invitations_invite_list"),
        path("people/invitations/<int:pk>/", admin.change, name="invitations_change"),
    ]
