"""What the core records."""

from django.utils.translation import gettext_lazy as _

from .actions import offer_action
from .kinds import Kind

for name, sentence in {
    "page.published": _("Published the page “%(subject)s”"),
    "page.unpublished": _("Hid the page “%(subject)s” from visitors"),
    "page.deleted": _("Deleted the page “%(subject)s”"),
    "page.moved": _("Moved the page “%(subject)s”"),
    "page.renamed": _("Gave the page “%(subject)s” another name"),
    "page.copied": _("Copied the page “%(subject)s”"),
    "page.reverted": _("Brought back an earlier version of the page “%(subject)s”"),
    "page.scheduled": _("Scheduled the page “%(subject)s” to be published"),
    "page.unscheduled": _("Took back the schedule of the page “%(subject)s”"),
    "page.restricted": _("Changed who may see the page “%(subject)s”"),
    "page.approved": _("Approved the page “%(subject)s”"),
    "page.rejected": _("Sent the page “%(subject)s” back to its writer"),
    "thing.created": _("Added: %(what)s “%(subject)s”"),
    "thing.changed": _("Changed: %(what)s “%(subject)s”"),
    "thing.deleted": _("Deleted: %(what)s “%(subject)s”"),
    "thing.published": _("Published: %(what)s “%(subject)s”"),
    "thing.unpublished": _("Hid from visitors: %(what)s “%(subject)s”"),
    "appearance.published": _("Published a new look of the site"),
}.items():
    offer_action(name, Kind.PUBLISHING, sentence)

for name, sentence in {
    "settings.changed": _("Changed the settings: %(what)s"),
    "settings.made": _("Made the settings: %(what)s"),
    "settings.deleted": _("Deleted the settings: %(what)s “%(subject)s”"),
    "plugin.on": _("Switched on the plugin “%(plugin)s”"),
    "plugin.off": _("Switched off the plugin “%(plugin)s”"),
}.items():
    offer_action(name, Kind.SETTINGS, sentence)

for name, sentence in {
    "person.made": _("Made a sign-in for %(person)s"),
    "person.changed": _("Changed what %(person)s may do"),
    "person.erasure_asked": _("Asked for her account to be erased"),
    "person.erasure_taken_back": _("Took back the request to have her account erased"),
    "person.erased": _("An account was erased, as its owner had asked"),
    "person.deleted": _("Deleted the account of a person"),
    "person.data_downloaded": _("Asked for a copy of all her data"),
    "role.given": _("Gave %(person)s the role “%(role)s”"),
    "role.taken": _("Took the role “%(role)s” from %(person)s"),
    "role.changed": _("Changed what the role “%(subject)s” may do"),
    "role.made": _("Made the role “%(subject)s”"),
    "role.deleted": _("Deleted the role “%(subject)s”"),
    # What other parts of the site write into Wagtail's own log, in their words.
    "log.written": _("%(words)s: %(what)s “%(subject)s”"),
    "log.written_of_person": _("%(words)s: %(person)s"),
}.items():
    offer_action(name, Kind.PEOPLE, sentence)

for name, sentence in {
    "maintenance.began": _("Closed the site to visitors for a maintenance break"),
    "maintenance.ended": _("Opened the site again after a maintenance break"),
    "backup.made": _("Began to make a backup of the whole site"),
    "backup.restored": _("Brought the whole site back from the backup of %(made_at)s"),
    "audit.forgotten": _("Deleted %(number)s entries of this log that were older than they are kept"),
}.items():
    offer_action(name, Kind.UPKEEP, sentence)
