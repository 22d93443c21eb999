"""What setting up does, whichever door it came through: the pages in the browser, or `manage.py setup`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from himmeli.kits.services import OwnSite, load_kit, make_empty_site
from himmeli.office.roles import COORDINATOR, ensure_roles

from .code import locked_row
from .exceptions import AlreadySetUp
from .models import SetUp
from .need import has_pages, is_done


@dataclass(frozen=True)
class Choices:
    """Everything that is asked. `kit` is "" for an empty site; the password is a hash already."""

    language: str
    name: str
    person: str
    email: str
    password_hash: str
    kit: str = ""
    plugins: tuple[str, ...] = ()
    theme: str = ""


def set_up_site(choices: Choices, *, say: Callable[[str], None] = lambda line: None):
    """Make the site and its administrator; all of it, or nothing. Returns the administrator.

    Raises AlreadySetUp when somebody has done it: of two who try at once, one succeeds. Raises what loading a kit
    raises. Pages that are there already stay as they are.
    """
    with transaction.atomic():
        row = locked_row()
        if is_done():
            raise AlreadySetUp
        if not has_pages():
            _make_site(choices, say)
        say("Administrator")
        administrator = _make_administrator(choices)
        row.state, row.done_at = SetUp.State.DONE, timezone.now()
        row.code_hash, row.answers, row.tries, row.error = "", {}, {}, ""
        row.save()
    return administrator


def _make_site(choices, say):
    own = OwnSite(
        name=choices.name,
        language=choices.language,
        email=choices.email,
        plugins=choices.plugins,
        theme=choices.theme,
    )
    if choices.kit:
        load_kit(choices.kit, own=own, say=say)
    else:
        make_empty_site(own, say=say)


def _make_administrator(choices):
    person = get_user_model()(
        email=choices.email.lower(),
        display_name=choices.person,
        language=choices.language,
        password=choices.password_hash,
        is_staff=True,
        is_superuser=True,
    )
    person.save()
    ensure_roles()
    # What is sent for approval comes to the coordinators.
    person.groups.add(Group.objects.get(name=COORDINATOR))
    return person
