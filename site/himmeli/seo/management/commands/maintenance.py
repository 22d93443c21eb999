from django.core.management.base import BaseCommand

from himmeli.seo.maintenance import is_on, switch


class Command(BaseCommand):
    help = "Begin or end a maintenance break: visitors are told to come back, coordinators get in."

    def add_arguments(self, parser):
        parser.add_argument("state", choices=["on", "off"], nargs="?")

    def handle(self, *args, state=None, **options):
        if state:
            switch(on=state == "on")
        self.stdout.write("The maintenance break is on." if is_on() else "The site is open.")
