"""Looks for links from what is published to pages that are not there. Reads the reference index, fetches nothing."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from .models import BrokenLink


@transaction.atomic
def find_broken_links() -> int:
    """Write down every broken link of the site anew. Returns how many there are."""
    BrokenLink.objects.all().delete()
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
    return len(BrokenLink.objects.bulk_create(link for link in links if link))


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
