"""What can be done to the site's appearance: try something out, publish it, drop it, go back."""

from django.db import transaction
from django.utils import timezone

from himmeli.audit.changes import changes_between
from himmeli.audit.services import record
from himmeli.stamps.services import bump

from .current import STAMP, live_appearance
from .models import Appearance


def start_draft(*, owner) -> Appearance:
    """The draft of a coordinator. A new one begins as what visitors see now."""
    draft = Appearance.objects.draft_of(owner.pk)
    if draft:
        return draft
    draft, _ = Appearance.objects.get_or_create(
        kind=Appearance.Kind.DRAFT, owner=owner, defaults=live_appearance().look_values
    )
    return draft


def try_look(*, owner, values: dict) -> Appearance:
    """Change a coordinator's draft. Nobody else sees it."""
    draft = start_draft(owner=owner)
    for name, value in values.items():
        if name not in Appearance.LOOK_FIELDS:
            raise ValueError(f"{name} is no part of a look")
        setattr(draft, name, value)
    draft.save()
    return draft


@transaction.atomic
def publish_look(*, values: dict, publisher) -> Appearance:
    """Show a look to all visitors at once. What they saw until now is kept, to go back to."""
    live = Appearance.objects.select_for_update().filter(kind=Appearance.Kind.LIVE).first()
    before = (live or live_appearance()).look_values
    if live and live.look_values == {**live.look_values, **values}:
        return live
    if live:
        live.kind = Appearance.Kind.PAST
        live.save(update_fields=["kind"])
    else:
        Appearance.objects.create(**live_appearance().look_values, kind=Appearance.Kind.PAST)
    published = Appearance.objects.create(
        **{**before, **values},
        kind=Appearance.Kind.LIVE,
        published_at=timezone.now(),
        published_by=publisher,
    )
    record(
        "appearance.published",
        actor=publisher,
        model=Appearance,
        changes=changes_between(before, published.look_values),
    )
    bump(STAMP)
    # Every page that was kept for visitors is dressed in the old look.
    bump("content")
    return published


def publish_draft(*, owner) -> Appearance:
    """Publish what a coordinator has tried out, and end the trial."""
    with transaction.atomic():
        published = publish_look(values=start_draft(owner=owner).look_values, publisher=owner)
        discard_draft(owner=owner)
    return published


def discard_draft(*, owner) -> None:
    """Forget what a coordinator has tried out."""
    Appearance.objects.filter(kind=Appearance.Kind.DRAFT, owner=owner).delete()


@transaction.atomic
def undo_publish(*, publisher) -> Appearance | None:
    """Show what visitors saw before the last publishing, which is then what can be gone back to. None: nothing was."""
    past = Appearance.objects.for_history().first()
    return show_past_look(past=past, publisher=publisher) if past else None


@transaction.atomic
def show_past_look(*, past: Appearance, publisher) -> Appearance:
    """Publish a look of the past again."""
    values = past.look_values
    published = publish_look(values=values, publisher=publisher)
    discard_draft(owner=publisher)
    return published
