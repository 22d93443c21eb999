from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from himmeli.navigation.blocks import menu_targets
from himmeli.navigation.menus import MenuTarget

menu_targets.register("dummy", MenuTarget(_("Dummy notes"), lambda: reverse("dummy:notes")), plugin="dummy")
