from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from himmeli.navigation.blocks import menu_targets
from himmeli.navigation.menus import MenuTarget


def teams_address() -> str:
    return reverse("teams:list")


menu_targets.register("teams", MenuTarget(_("Teams"), teams_address))
