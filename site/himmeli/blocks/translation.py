"""Translations keep their own blocks of plugins that are off.

wagtail-localize builds a translation anew from the source page and the translated texts. A block that is parked has no
texts then, and the source's, in the source's language, would take the place of the translated one.
"""

from functools import wraps

from wagtail.models import TranslatableMixin

from himmeli.plugins.activation import plugins_switched

from .fields import PluginStreamField, collect_items
from .models import BlockUse
from .parked import PARKED, id_of_item
from .registry import offers


def install():
    from wagtail_localize import models

    models.ingest_segments = keeping_parked(models.ingest_segments)
    plugins_switched.connect(_look_for_texts_again, dispatch_uid="himmeli.blocks.translation")


def keeping_parked(ingest_segments):
    @wraps(ingest_segments)
    def ingest(original_obj, translated_obj, src_locale, tgt_locale, segments):
        fields = [field for field in translated_obj._meta.concrete_fields if isinstance(field, PluginStreamField)]
        # From the database: the object at hand may have got the source's texts already.
        saved = type(translated_obj)._base_manager.filter(pk=translated_obj.pk).first() if fields else None
        before = {field.name: field.get_prep_value(getattr(saved, field.name)) for field in fields if saved}
        ingest_segments(original_obj, translated_obj, src_locale, tgt_locale, segments)
        for field in fields:
            stored = {}
            collect_items(before.get(field.name), stored)
            parked = {item_id for item_id in stored if _is_parked(field, stored[item_id])}
            now = field.get_prep_value(getattr(translated_obj, field.name))
            kept = _with_kept(now, stored, parked)
            if kept != now:
                setattr(translated_obj, field.name, field.stream_block.stored_to_python(kept))

    return ingest


def _is_parked(field, item):
    return field.stream_block.park(item)["type"] == PARKED and item.get("type") != "item"


def _with_kept(value, stored, parked):
    if isinstance(value, dict):
        item_id = id_of_item(value)
        if item_id in parked and stored[item_id].get("type") == value.get("type"):
            return stored[item_id]
        return {key: _with_kept(part, stored, parked) for key, part in value.items()}
    if isinstance(value, list):
        return [_with_kept(part, stored, parked) for part in value]
    return value


def _look_for_texts_again(labels, is_on, **kwargs):
    """A source page sent for translation while a plugin was off has lost sight of the texts in that plugin's blocks."""
    if not is_on:
        return
    from django.db import transaction

    transaction.on_commit(lambda: refresh_sources(labels), robust=True)


def refresh_sources(labels) -> None:
    """Find the texts of these plugins' blocks in the pages sent for translation; translations made are kept."""
    from wagtail_localize.models import TranslationSource

    names = [entry.name for label in labels for entry in offers.of(label)]
    for use in BlockUse.objects.filter(block__in=names).select_related("content_type").order_by("pk"):
        model = use.content_type.model_class()
        if model is None or not issubclass(model, TranslatableMixin):
            continue
        key = model._base_manager.filter(pk=use.object_id).values_list("translation_key", flat=True).first()
        for source in TranslationSource.objects.filter(object_id=key):
            source.refresh_segments()
