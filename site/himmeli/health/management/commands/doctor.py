from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import override

from himmeli.health.checks import look, measure
from himmeli.health.findings import State
from himmeli.health.summary import keep_summary

MARKS = {State.FINE: "ok", State.ATTENTION: "attention", State.BROKEN: "BROKEN"}


class Command(BaseCommand):
    help = "Says how the site is and what to do, as the admin's Health page does. Exit code 1 when something is broken."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--language", default="en", help="in which language it speaks: en, fi, sv")
        parser.add_argument(
            "--kept", action="store_true", help="tell what was measured last, and ask no other server now"
        )

    def handle(self, language, kept, **options):
        with override(language):
            if not kept:
                self._measure()
            told = sorted(look(), key=lambda check: -check.state)
            for check in told:
                self._say(check)
            self._keep(told)
        broken = sum(check.state == State.BROKEN for check in told)
        if broken:
            raise CommandError(f"Broken: {broken}.", returncode=1)
        self.stdout.write(self.style.SUCCESS("Nothing is broken."))

    def _measure(self):
        try:
            measure()
        except DatabaseError as error:
            self.stderr.write(f"Nothing could be measured: {error}")

    def _keep(self, told):
        try:
            keep_summary(told)
        except DatabaseError as error:
            self.stderr.write(f"What was found could not be kept: {error}")

    def _say(self, check):
        for finding in check.findings:
            style = {State.BROKEN: self.style.ERROR, State.ATTENTION: self.style.WARNING}.get(
                finding.state, self.style.SUCCESS
            )
            self.stdout.write(f"{style(f'[{MARKS[finding.state]}]')} {check.label}: {finding.text}")
            for line in finding.details:
                self.stdout.write(f"      {line}")
            if finding.advice:
                self.stdout.write(f"      -> {finding.advice}")
