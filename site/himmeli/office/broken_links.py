"""Looks for links from what is published to pages that are not there. Reads the reference index, fetches nothing.

The index forgets a page that is deleted, so what led to it is noted right before.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import pre_delete
from wagtail.models import Page, ReferenceIndex

from .models import BrokenLink


@transaction.atomic
def find_broken_links() -> int:
    """Write down every broken link of the site anew. Returns how many there are."""
    BrokenLink.objects.exclude(pk__in=[link.pk for link in _still_dead()]).delete()
    page_type = ContentType.objects.get_for_model(Page)
    titles = dict(Page.objects.filter(live=False).values_list("pk", "title"))
    live = set(Page.objects.live().values_list("pk", flat=True))
    found = {}
    for base_id, source_id, target in (
        ReferenceIndex.objects.filter(to_content_type=page_type)
        .values_list("base_content_type_id", "object_id", "to_object_id")
        .distinct()
    ):
        if not target.isdigit() or int(target) in live:
            continue
        if base_id == page_type.pk and (not source_id.isdigit() or int(source_id) not in live):
            continue
        found[base_id, source_id, target] = titles.get(int(target))
    links = [_broken_link(key, title) for key, title in found.items()]
    BrokenLink.objects.bulk_create((link for link in links if link), ignore_conflicts=True)
    return BrokenLink.objects.count()


def watch():
    pre_delete.connect(_note_deleted, dispatch_uid="himmeli.office.broken_links")


def _note_deleted(sender, instance, **kwargs):
    if not isinstance(instance, Page):
        return
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id=str(instance.pk))
    for base_id, source_id in references.values_list("base_content_type_id", "object_id").distinct():
        link = _broken_link((base_id, source_id, str(instance.pk)), None)
        if link is not None:
            link.target_title = instance.title[:255]
            BrokenLink.objects.bulk_create([link], ignore_conflicts=True)


def _still_dead():
    """The links to deleted pages whose source still has them and is still shown."""
    page_type = ContentType.objects.get_for_model(Page)
    for link in BrokenLink.objects.filter(reason=BrokenLink.Reason.DELETED):
        source = link.source
        if source is None or not getattr(source, "live", True):
            continue
        source = source.specific if isinstance(source, Page) else source
        found = ReferenceIndex._extract_references_from_object(source)
        if any(reference[0] == page_type.pk and str(reference[1]) == link.target_id for reference in found):
            yield link


def _broken_link(key, target_title):
    content_type_id, source_id, target_id = key
    content_type = ContentType.objects.get_for_id(content_type_id)
    model = content_type.model_class()
    source = model._base_manager.filter(pk=source_id).first() if model else None
    if source is None or not getattr(source, "live", True):
        return None
    return BrokenLink(
        content_type=content_type,
        object_id=source_id,
        source_title=str(source)[:255],
        target_id=target_id,
        target_title=(target_title or "")[:255],
        reason=BrokenLink.Reason.DELETED if target_title is None else BrokenLink.Reason.HIDDEN,
    )
