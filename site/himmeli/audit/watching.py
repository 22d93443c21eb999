"""Settings that are watched: whoever saves them, and through whichever door, old and new values are recorded.

    watch(DeliverySettings)

Every settings model of Wagtail's (`BaseGenericSetting`, `BaseSiteSetting`) is watched without being told.
"""

from django.apps import apps
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.contrib.settings.models import AbstractSetting

from .changes import changes_between, secrets_changed, values_of
from .services import record

# Of the core; by name, so that the log knows nothing of those who are in it.
WATCHED = ("identity.siteidentity", "wagtailcore.site", "wagtailcore.locale", "wagtailredirects.redirect")
LEFT_OUT = {"translation_key"}

_watched: set[type] = set()


def watch(model: type) -> type:
    """Record every change of a model that holds settings. Can be used as a decorator."""
    if model not in _watched:
        _watched.add(model)
        uid = f"himmeli.audit.{model._meta.label}"
        pre_save.connect(_remember_old, sender=model, dispatch_uid=uid)
        post_save.connect(_record_saved, sender=model, dispatch_uid=uid)
        post_delete.connect(_record_deleted, sender=model, dispatch_uid=uid)
    return model


def watch_settings() -> None:
    for name in WATCHED:
        watch(apps.get_model(name))
    for model in apps.get_models():
        if issubclass(model, AbstractSetting):
            watch(model)


def is_watched(model: type) -> bool:
    return model in _watched


def _remember_old(sender, instance, raw=False, **kwargs):
    instance._audit_old = None if raw or instance.pk is None else sender._base_manager.filter(pk=instance.pk).first()


def _record_saved(sender, instance, created, raw=False, **kwargs):
    if raw:
        return
    old, instance._audit_old = getattr(instance, "_audit_old", None), None
    if old is None:
        record("settings.made", subject=instance, model=sender, changes=changes_between({}, _values(instance)))
        return
    changes = changes_between(_values(old), _values(instance), secret_changed=secrets_changed(old, instance))
    if changes:
        record("settings.changed", subject=instance, model=sender, changes=changes)


def _record_deleted(sender, instance, **kwargs):
    record("settings.deleted", subject=instance, model=sender, changes=changes_between(_values(instance), {}))


def _values(instance):
    return values_of(instance, leave_out=LEFT_OUT)
