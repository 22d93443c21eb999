from django.utils.translation import gettext_lazy as _

from himmeli.navigation.blocks import menu_targets
from himmeli.navigation.menus import MenuTarget

from .boom import boom

menu_targets.register("broken", MenuTarget(_("Broken notes"), boom), plugin="broken")
