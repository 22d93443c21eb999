"""Counts which blocks are used where, when something with a stream is saved, so that nobody has to search for it."""

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save

from .fields import PluginStreamField
from .models import BlockUse


def watch():
    post_save.connect(_count, dispatch_uid="himmeli.blocks.usage")
    post_delete.connect(_forget, dispatch_uid="himmeli.blocks.usage.delete")


def count_blocks(instance) -> Counter:
    """Block names in all streams of an object, nested ones too."""
    names = Counter()
    for field in _stream_fields(type(instance)):
        _walk(field.get_prep_value(getattr(instance, field.name)), names)
    return names


def _walk(value, names):
    if isinstance(value, dict):
        if isinstance(value.get("type"), str) and "value" in value:
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
    where = {"content_type": ContentType.objects.get_for_model(sender), "object_id": str(instance.pk)}
    now = count_blocks(instance)
    before = dict(BlockUse.objects.filter(**where).values_list("block", "count"))
    if before == now:
        return
    BlockUse.objects.filter(**where).delete()
    BlockUse.objects.bulk_create(BlockUse(**where, block=block, count=count) for block, count in now.items())


def _forget(sender, instance, **kwargs):
    if _stream_fields(sender):
        where = {"content_type": ContentType.objects.get_for_model(sender), "object_id": str(instance.pk)}
        BlockUse.objects.filter(**where).delete()
