"""What comes out and what ends at a time that an editor has set.

As Wagtail's `publish_scheduled`, one by one: a page that cannot be published, for the fault of its plugin or because
that is gone, keeps no other from coming out. It waits, and comes out when it can.
"""

import logging

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from himmeli.plugins.faults import note_fault
from himmeli.plugins.ownership import owner_of_error, owner_of_model

PUBLISHED, TAKEN_DOWN = "wagtail.publish.scheduled", "wagtail.unpublish.scheduled"

logger = logging.getLogger("himmeli.jobs")


def publish_due() -> None:
    """Publish every revision whose time has come."""
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
        model = revision.content_type.model_class()
        if model is not None:
            _try(model, lambda due=revision: due.publish(log_action=PUBLISHED))


def take_down_expired() -> None:
    """Take down every page and other thing whose time is over."""
    for model in _models_with_drafts():
        for expired in model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"):
            kind = expired.cached_content_type.model_class() if isinstance(expired, Page) else model
            if kind is not None:
                _try(kind, lambda thing=expired: thing.unpublish(set_expired=True, log_action=TAKEN_DOWN))


def _models_with_drafts():
    others = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [Page, *others]


def _try(model, act):
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        plugin = owner_of_error(error) or owner_of_model(model)
        if plugin:
            note_fault(plugin, "what is published by the clock", error)
        else:
            logger.exception("something could not be published or taken down at its time")
