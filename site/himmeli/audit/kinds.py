from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PUBLISHING = "publishing", _("Publishing")
    SETTINGS = "settings", _("Settings")
    PEOPLE = "people", _("People and roles")
    MONEY = "money", _("Money")
    UPKEEP = "upkeep", _("Looking after the site")
