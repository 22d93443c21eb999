"""Keeps the demo's people, whose password everybody knows, and real people apart."""

from django.conf import settings
from django.contrib.auth import get_user_model

from himmeli.accounts.demo import EMAILS
from himmeli.office.server import is_public

from .need import is_done


class WrongPlace(Exception):
    """A demo where a real site is, or a real site where a demo was. Its words are for whoever starts the server."""


def check_place() -> None:
    """Raises WrongPlace when this process must not serve: to be asked before the first request is answered."""
    if settings.HIMMELI_DEMO:
        check_demo()
    elif demo_sign_ins_left():
        raise WrongPlace(
            "This database is a demo's: everybody knows the password of "
            f"{', '.join(demo_sign_ins_left())}.\n"
            "Start your own site with a database of its own (HIMMELI_VAR=another-folder, or DATABASE_URL)."
        )


def check_demo() -> None:
    """Raises WrongPlace when a demo is started at a real site's address, or on a real site's database."""
    if settings.IS_HTTPS or is_public(settings.SITE_URL):
        raise WrongPlace(
            f"{settings.SITE_URL} looks like a real site's address, and everybody knows a demo's password.\n"
            "Leave out --demo and HIMMELI_DEMO to serve a site of your own."
        )
    if is_done() or _has_real_people():
        raise WrongPlace(
            "This database holds real people, and everybody knows a demo's password.\n"
            "Leave out --demo and HIMMELI_DEMO, or give the demo a folder of its own (HIMMELI_VAR=another-folder)."
        )


def demo_sign_ins_left() -> list[str]:
    """The addresses of the demo's people who can still sign in with the password that everybody knows."""
    people = get_user_model().objects.filter(email__in=EMAILS, is_active=True)
    return [person.email for person in people if person.check_password(settings.HIMMELI_DEMO_PASSWORD)]


def _has_real_people():
    """A demo begins with its own people, and may be joined by others. A site without them is no demo."""
    people = get_user_model().objects
    return people.exists() and not people.filter(email__in=EMAILS).exists()
