from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from himmeli.plugins.activation import switch_off, switch_on
from himmeli.plugins.exceptions import CannotSwitch
from himmeli.plugins.presentation import all_cards, title_of


class Command(BaseCommand):
    help = "Lists the plugins and their state, or switches one: plugins, plugins on NAME, plugins off NAME."

    def add_arguments(self, parser):
        parser.add_argument("action", nargs="?", choices=["list", "on", "off"], default="list")
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.add_argument("--traceback-of", metavar="NAME", help="print in full why a plugin is left out")

    def handle(self, *args, action, names, traceback_of=None, **options):
        if action == "list":
            self._list(traceback_of)
        elif not names:
            raise CommandError("Name the plugin to switch.")
        for name in names:
            self._switch(name, action == "on")

    def _list(self, traceback_of):
        cards = all_cards()
        if not cards:
            self.stdout.write(_("There are no plugins on this server. A folder put into “plugins” is one."))
        for card in cards:
            self.stdout.write(f"{card.label:<20} {card.version:<8} {card.state_label}  {card.title}")
            cost = [card.cost.added, card.cost.own] if card.cost else []
            for line in [card.error or card.reason, *(use.text for use in card.uses), *cost]:
                if line:
                    self.stdout.write(f"    {line}")
            for fault in card.faults:
                self.stdout.write(f"    {fault.count} x {fault.piece}: {fault.message}")
            if card.traceback and traceback_of == card.label:
                self.stdout.write(card.traceback)

    def _switch(self, name, is_on):
        try:
            switched = switch_on(name, with_requirements=True) if is_on else switch_off(name, with_dependants=True)
        except CannotSwitch as error:
            why = error.reason.line if error.reason else ""
            if error.needs_migrate:
                why = "its tables are not there, run manage.py migrate"
            raise CommandError(f"{error.label} can't be switched on: {why or 'there is no such plugin'}")
        word = "on" if is_on else "off"
        self.stdout.write(f"Switched {word}: {', '.join(title_of(label) for label in switched)}")
