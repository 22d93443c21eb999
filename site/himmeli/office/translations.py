"""Translations follow what they are made from: when it is published anew, its new texts are there to be translated.

What visitors read changes only when somebody publishes the translation.
"""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.signals import page_published, published
from wagtail_localize.models import TranslationSource


def watch():
    page_published.connect(_published, dispatch_uid="himmeli.office.translations")
    published.connect(_published, dispatch_uid="himmeli.office.translations")
    post_save.connect(_saved, dispatch_uid="himmeli.office.translations")


def refresh_source(instance) -> bool:
    """Take the new texts of something that is being translated to its translators. Returns whether there were any."""
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id, translations__enabled=True
    )
    if not source.exists():
        return False
    with transaction.atomic():
        return TranslationSource.update_or_create_from_instance(instance)[1]


def _published(sender, instance, **kwargs):
    if isinstance(instance, TranslatableMixin):
        refresh_source(instance)


def _saved(sender, instance, raw=False, created=False, **kwargs):
    """What has no drafts is published by being saved: a menu, the site's details."""
    is_simple = isinstance(instance, TranslatableMixin) and not isinstance(instance, (DraftStateMixin, Page))
    if is_simple and not raw and not created and instance.locale_id:
        refresh_source(instance)
