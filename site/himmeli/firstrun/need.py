"""Whether the site still has to be set up: it has no administrator, and never had one."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from wagtail.models import Page

from himmeli.stamps.services import bump, remember

from .models import SetUp

STAMP = "setup"
FIRST_CONTENT_DEPTH = 2


def is_needed() -> bool:
    """Whether visitors are led to the set-up. Costs no query: it is remembered until an administrator is made."""
    return settings.FIRST_RUN and not remember(STAMP, "is_done", is_done)


def is_done() -> bool:
    """Asks the database. What was done once stays done, also when the last administrator has gone."""
    return has_administrator() or SetUp.objects.filter(state=SetUp.State.DONE).exists()


def has_administrator() -> bool:
    return get_user_model().objects.filter(is_superuser=True).exists()


def has_pages() -> bool:
    """Whether there is a site already, made before it got its administrator: it stays as it is."""
    pages = Page.objects.filter(depth=FIRST_CONTENT_DEPTH)
    return any(
        page.specific_class is not Page and (page.get_children().exists() or page.specific.body) for page in pages
    )


def watch():
    post_save.connect(_person_saved, dispatch_uid="himmeli.firstrun")


def _person_saved(sender, instance, created=False, raw=False, **kwargs):
    if sender is get_user_model() and instance.is_superuser and created and not raw:
        # Seldom, and it must be known to every process at once: the code is void from here on.
        bump(STAMP)
