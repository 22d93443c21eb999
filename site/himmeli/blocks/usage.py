"""Counts which blocks are used where, when something with a stream is saved, so that nobody has to search for it."""

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.signals import post_delete, post_save
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from himmeli.plugins.presentation import Use, usage_sources
from himmeli.plugins.usage import PLACES_SHOWN, Place, page_place, place_sources
from himmeli.plugins.wording import plain

from .fields import PluginStreamField
from .models import BlockUse
from .parked import type_of_item
from .registry import offers


def watch():
    post_save.connect(_count, dispatch_uid="himmeli.blocks.usage")
    post_delete.connect(_forget, dispatch_uid="himmeli.blocks.usage.delete")
    usage_sources["blocks"] = uses_of_blocks
    place_sources["blocks"] = places_of_blocks


def count_blocks(instance) -> Counter:
    """Block names in all streams of an object, nested ones too. Streams that were not loaded are left alone."""
    names = Counter()
    for field in _stream_fields(type(instance)):
        if field.attname not in instance.get_deferred_fields():
            _walk(field.get_prep_value(getattr(instance, field.name)), names)
    return names


def _walk(value, names):
    if isinstance(value, dict):
        # "item" is what Wagtail calls the entries of a list in a block.
        if type_of_item(value) and value["type"] != "item":
            names[value["type"][:100]] += 1
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            _walk(part, names)


def _stream_fields(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, PluginStreamField)]


def _count(sender, instance, raw=False, update_fields=None, **kwargs):
    fields = _stream_fields(sender)
    if raw or not fields or (update_fields and not {field.name for field in fields} & set(update_fields)):
        return
    if instance.get_deferred_fields() & {field.attname for field in fields}:
        return
    where = _where(sender, instance)
    now = count_blocks(instance)
    known = {use.block: use for use in BlockUse.objects.filter(**where)}
    uses = [BlockUse(**where, block=block, count=n, plugin=_brought_by(block, known)) for block, n in now.items()]
    if {use.block: (use.count, use.plugin) for use in uses} == {b: (u.count, u.plugin) for b, u in known.items()}:
        return
    with transaction.atomic():
        BlockUse.objects.filter(**where).exclude(block__in=now).delete()
        BlockUse.objects.bulk_create(
            uses,
            update_conflicts=True,
            unique_fields=["content_type", "object_id", "block"],
            update_fields=["count", "plugin"],
        )


def _brought_by(block, known):
    entry = offers.find(block)
    if entry is not None:
        return entry.plugin or ""
    if block in known and known[block].plugin:
        return known[block].plugin
    return BlockUse.objects.filter(block=block).exclude(plugin="").values_list("plugin", flat=True).first() or ""


def _forget(sender, instance, **kwargs):
    if _stream_fields(sender):
        BlockUse.objects.filter(**_where(sender, instance)).delete()


def _where(sender, instance):
    return {"content_type": ContentType.objects.get_for_model(sender), "object_id": str(instance.pk)}


def uses_of_blocks(plugin: str) -> list[Use]:
    """How many blocks of a plugin stand in how many pages and other records, for the Plugins page."""
    used = BlockUse.objects.filter(plugin=plugin).order_by()
    total = used.aggregate(total=Sum("count"))["total"]
    if not total:
        return []
    places = used.aggregate(places=Count("object_id", distinct=True))["places"]
    words = ngettext("%(number)s block", "%(number)s blocks", total) % {"number": total}
    where = ngettext("on %(number)s page", "on %(number)s pages", places) % {"number": places}
    return [Use(f"{words} {where}", total)]


def places_of_blocks(plugin: str) -> list[Place]:
    """Where the blocks of a plugin stand."""
    uses = list(BlockUse.objects.filter(plugin=plugin).select_related("content_type")[:PLACES_SHOWN])
    pages = Page.objects.in_bulk([int(use.object_id) for use in uses if _is_page(use)])
    return [_place(use, pages) for use in uses]


def _is_page(use):
    model = use.content_type.model_class()
    return use.object_id.isdigit() and (model is None or issubclass(model, Page))


def _place(use, pages):
    what = _("%(number)s × %(block)s") % {"number": use.count, "block": block_label(use.block)}
    page = pages.get(int(use.object_id)) if _is_page(use) else None
    if page is not None:
        return page_place(page, what)
    return Place(f"{capfirst(use.content_type.name)} {use.object_id}", what)


def block_label(name: str) -> str:
    """A block's name for people; its stored name when it is not there."""
    entry = offers.find(name)
    return plain(getattr(entry.value.block.meta, "label", "")) or name if entry else name
