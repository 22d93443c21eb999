import getpass
import os

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from himmeli.firstrun.code import issue_code
from himmeli.firstrun.exceptions import AlreadySetUp
from himmeli.firstrun.forms import EMPTY, AdministratorForm, KitForm, PluginsForm, SiteForm, ThemeForm
from himmeli.firstrun.greeting import code_lines
from himmeli.firstrun.need import is_done
from himmeli.firstrun.services import Choices, set_up_site
from himmeli.kits.loading import KitError
from himmeli.kits.references import UnknownReference
from himmeli.plugins.exceptions import CannotSwitch

ALREADY = "This site has its administrator. Nothing was changed."


class Command(BaseCommand):
    help = (
        "Prints a new code to set the site up with in a browser. With --email it sets the site up here: the password "
        "is asked for, or read from HIMMELI_ADMIN_PASSWORD."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--email", help="the administrator's address, which she signs in with")
        parser.add_argument("--person", default="", help="the administrator's name")
        parser.add_argument("--name", default="", help="the cooperative's name")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="the site's first language, such as fi")
        parser.add_argument("--kit", default=EMPTY, help="what to start from; without it, an empty site")
        parser.add_argument("--plugins", help="plugins to switch on, by commas; without it, those of the kit")
        parser.add_argument("--theme", help="the theme; without it, that of the kit")

    def handle(self, **options):
        if is_done():
            raise CommandError(ALREADY)
        try:
            if options["email"]:
                self._set_up(options)
            else:
                self.stdout.write("\n".join(code_lines(issue_code())))
        except AlreadySetUp:
            raise CommandError(ALREADY) from None

    def _set_up(self, options):
        with override("en"):
            choices = self._choices(options)
        try:
            set_up_site(choices, say=lambda line: self.stdout.write(f"  {line}"))
        except (KitError, UnknownReference, CannotSwitch) as error:
            raise CommandError(f"{type(error).__name__}: {error}") from error
        self.stdout.write(self.style.SUCCESS(f"The site is set up. Sign in at {settings.SITE_URL}/admin/"))

    def _choices(self, options):
        password = os.environ.get("HIMMELI_ADMIN_PASSWORD") or getpass.getpass("Password: ")
        answers = {}
        for form_class, data in (
            (SiteForm, {"name": options["name"], "language": options["language"]}),
            (
                AdministratorForm,
                {
                    "person": options["person"],
                    "email": options["email"],
                    "password": password,
                    "password_again": password,
                },
            ),
            (KitForm, {"kit": options["kit"]}),
            (PluginsForm, {"plugins": _words(options["plugins"])}),
            (ThemeForm, {"theme": options["theme"]}),
        ):
            answers.update(_checked(form_class, data, answers))
        kit = answers["kit"]
        return Choices(
            language=answers["language"],
            name=answers["name"],
            person=answers["person"],
            email=answers["email"],
            password_hash=make_password(password),
            kit="" if kit == EMPTY else kit,
            plugins=tuple(answers["plugins"]),
            theme=answers["theme"],
        )


def _words(text):
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def _checked(form_class, data, answers):
    """The same questions as in the browser, with the same rules. What is not told is as the form proposes."""
    proposed = form_class(answers=answers)
    data = {name: proposed.fields[name].initial if value is None else value for name, value in data.items()}
    form = form_class(data, answers=answers)
    if not form.is_valid():
        wrong = [f"--{name.replace('_', '-')}: {' '.join(errors)}" for name, errors in form.errors.items()]
        raise CommandError("\n".join(wrong))
    return form.cleaned_data
