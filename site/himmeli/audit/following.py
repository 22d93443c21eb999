"""What the log hears of by itself: Wagtail's own log of publishing, plugins, roles, people's rights."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import m2m_changed, post_save, pre_save
from wagtail.models import ModelLogEntry, PageLogEntry

from himmeli.plugins.activation import plugins_switched

from .actors import current_actor
from .changes import changes_between
from .services import record
from .watching import is_watched

UID = "himmeli.audit"
OF_PAGES = {
    "wagtail.publish": "page.published",
    "wagtail.unpublish": "page.unpublished",
    "wagtail.delete": "page.deleted",
    "wagtail.move": "page.moved",
    "wagtail.rename": "page.renamed",
    "wagtail.copy": "page.copied",
    "wagtail.revert": "page.reverted",
    "wagtail.publish.schedule": "page.scheduled",
    "wagtail.schedule.cancel": "page.unscheduled",
    "wagtail.view_restriction.create": "page.restricted",
    "wagtail.view_restriction.edit": "page.restricted",
    "wagtail.view_restriction.delete": "page.restricted",
    "wagtail.workflow.approve": "page.approved",
    "wagtail.workflow.reject": "page.rejected",
}
OF_THINGS = {
    "wagtail.create": "thing.created",
    "wagtail.edit": "thing.changed",
    "wagtail.delete": "thing.deleted",
    "wagtail.publish": "thing.published",
    "wagtail.unpublish": "thing.unpublished",
}
OF_PEOPLE = {"wagtail.create": "person.made", "wagtail.delete": "person.deleted"}
OF_ROLES = {"wagtail.create": "role.made", "wagtail.edit": "role.changed", "wagtail.delete": "role.deleted"}
# What a person may do; her name and address are hers, and are in no log.
RIGHTS = ("is_active", "is_superuser")
# Pictures and documents are put in and named all day long: their going is what somebody may ask about.
DELETED_ONLY = {"media.picture", "media.file"}


def follow() -> None:
    user = get_user_model()
    post_save.connect(_hear_page_log, sender=PageLogEntry, dispatch_uid=UID)
    post_save.connect(_hear_model_log, sender=ModelLogEntry, dispatch_uid=UID)
    plugins_switched.connect(_hear_switch, dispatch_uid=UID)
    m2m_changed.connect(_hear_roles, sender=user.groups.through, dispatch_uid=UID)
    m2m_changed.connect(_hear_role_permissions, sender=Group.permissions.through, dispatch_uid=UID)
    pre_save.connect(_remember_rights, sender=user, dispatch_uid=UID)
    post_save.connect(_hear_rights, sender=user, dispatch_uid=UID)


def _hear_page_log(sender, instance, created, raw=False, **kwargs):
    action = OF_PAGES.get(instance.action)
    if created and not raw and action:
        model = instance.content_type.model_class() if instance.content_type_id else None
        # Who is named in Wagtail's entry is who did it: a publication by the clock has nobody.
        record(action, actor=instance.user, subject=instance.label, model=model)


def _hear_model_log(sender, instance, created, raw=False, **kwargs):
    model = instance.content_type.model_class() if instance.content_type_id else None
    if not created or raw or model is None or is_watched(model):
        return
    own = {"actor": instance.user, "subject": instance.label, "model": model}
    if issubclass(model, get_user_model()):
        _record_of_person(instance, model)
    elif issubclass(model, Group):
        if instance.action in OF_ROLES:
            record(OF_ROLES[instance.action], **own)
    elif instance.action in OF_THINGS:
        if model._meta.label_lower not in DELETED_ONLY or instance.action == "wagtail.delete":
            record(OF_THINGS[instance.action], **own)
    elif not instance.action.startswith("wagtail."):
        record("log.written", **own, wagtail_action=instance.action)


def _record_of_person(instance, model):
    person = get_user_model()(pk=instance.object_id) if str(instance.object_id).isdigit() else None
    own = {"actor": instance.user, "person": person, "model": model}
    if instance.action in OF_PEOPLE:
        record(OF_PEOPLE[instance.action], **own)
    elif not instance.action.startswith("wagtail."):
        record("log.written_of_person", **own, wagtail_action=instance.action)


def _hear_switch(sender, labels, is_on, **kwargs):
    for label in labels:
        record("plugin.on" if is_on else "plugin.off", plugin=label)


def _hear_roles(sender, instance, action, reverse, pk_set, **kwargs):
    """Whoever changes it, through whichever door: the person's groups, or the group's people."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if pk_set is None:
        pk_set = set((instance.user_set if reverse else instance.groups).values_list("pk", flat=True))
    if not pk_set:
        return
    people = get_user_model().objects.filter(pk__in=pk_set) if reverse else [instance]
    groups = [instance] if reverse else Group.objects.filter(pk__in=pk_set)
    name = "role.given" if action == "post_add" else "role.taken"
    for group in groups:
        for person in people:
            record(name, person=person, role=group.name)


def _hear_role_permissions(sender, instance, action, reverse, pk_set, **kwargs):
    """By a person. What the roles of the site are made of comes with its versions and plugins."""
    if action not in {"post_add", "post_remove"} or reverse or not pk_set or current_actor() is None:
        return
    permissions = Permission.objects.filter(pk__in=pk_set).select_related("content_type").order_by("pk")
    names = [f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions]
    before, after = ([], names) if action == "post_add" else (names, [])
    changes = changes_between({"permissions": before}, {"permissions": after})
    record("role.changed", subject=instance.name, model=Group, changes=changes)


def _remember_rights(sender, instance, raw=False, update_fields=None, **kwargs):
    is_new = instance.pk is None or raw or instance._state.adding
    concerns = update_fields is None or set(RIGHTS) & set(update_fields)
    instance._audit_rights = None
    if not is_new and concerns:
        instance._audit_rights = sender.objects.filter(pk=instance.pk).values(*RIGHTS).first()


def _hear_rights(sender, instance, created, raw=False, **kwargs):
    old = getattr(instance, "_audit_rights", None)
    if created and not raw and instance.is_superuser:
        old = {"is_superuser": False, "is_active": True}
    if old is None:
        return
    changes = changes_between(old, {name: getattr(instance, name) for name in RIGHTS})
    if changes:
        record("person.changed", person=instance, model=sender, changes=changes)
