"""The admin's menu: what a coordinator uses, in the words and the order she would look for it."""

from django.utils.translation import gettext_lazy as _

# name of the entry: (place, words; None keeps its own). Entries of plugins come right after Pages unless named here.
ENTRIES = {
    "explorer": (100, _("Pages")),
    "images": (300, _("Pictures")),
    "documents": (310, _("Documents")),
    "shared-sections": (320, _("Shared sections")),
    "patterns": (330, _("Patterns")),
    "forms": (400, _("Answers to forms")),
    "people": (450, _("People")),
    "menus": (500, _("Menus")),
    "appearance": (510, _("Appearance")),
    "site-details": (520, _("Site details")),
    "redirects": (530, _("Moved addresses")),
    "plugins": (540, _("Plugins")),
    "settings": (10000, _("Keeping the site")),
    "reports": (9000, _("What happened")),
    "help": (11000, _("Help")),
}
AFTER_PAGES = range(110, 290)

# Entries of a submenu that stay, with their words. The rest is for those who build sites, or says nothing.
REPORTS = {
    "change-log": _("Change log"),
    "emails": _("E-mails"),
    "translations": _("Translations"),
    "site-history": _("Who did what"),
    "aging-pages": _("Pages not changed for long"),
    "locked-pages": _("Locked pages"),
}
# Of the settings, what those who may use them see; what else stands there is for administrators alone.
SETTINGS_OF_ALL = {"collections", "health", "notice-texts", "plugins", "redirects", "users"}
SETTINGS_WORDS = {
    "users": _("People and sign-ins"),
    "groups": _("Roles"),
    "collections": _("Folders of pictures and documents"),
    "redirects": _("Moved addresses"),
    "workflows": _("Ways of approval"),
    "workflow-tasks": _("Steps of approval"),
    "sites": _("Addresses of the site"),
    "locales": _("Languages of the site"),
}


# Wagtail's own list of all kinds of snippets: each kind that anybody edits has an entry of its own.
LEFT_OUT = {"snippets"}


def arrange_main_menu(request, items):
    items[:] = [item for item in items if item.name not in LEFT_OUT]
    next_place = iter(AFTER_PAGES)
    for item in items:
        place, words = ENTRIES.get(item.name, (None, None))
        if place is not None:
            item.order, item.label = place, words
        elif not getattr(item, "is_placed", False):
            item.order, item.is_placed = next(next_place), True


def arrange_reports(request, items):
    items[:] = [item for item in items if item.name in REPORTS]
    for item in items:
        item.label = REPORTS[item.name]


def arrange_settings(request, items):
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name in SETTINGS_OF_ALL]
    for item in items:
        item.label = SETTINGS_WORDS.get(item.name, item.label)


def arrange_help(request, items):
    items[:] = [item for item in items if item.name == "how-to"]
