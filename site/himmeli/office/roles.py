"""What a coordinator may do in the admin, without being a superuser."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

COORDINATOR = "Coordinator"

# Models of the core whose every permission a coordinator has. A plugin's snippets are hers too, all of them.
MODELS = (
    "pages.reusablesection",
    "pages.pattern",
    "navigation.menu",
    "identity.siteidentity",
    "themes.appearance",
    "plugins.pluginstate",
    "wagtailredirects.redirect",
    "wagtail_localize.translation",
    "wagtailcore.task",
    "wagtailcore.workflow",
)
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
COLLECTION_MODELS = ("media.picture", "media.file")


def ensure_roles() -> Group:
    """Make the role and give it what it lacks. Asking again changes nothing else."""
    group, _ = Group.objects.get_or_create(name=COORDINATOR)
    group.permissions.add(*_permissions())
    _give_pages(group)
    _give_collections(group)
    for task in GroupApprovalTask.objects.filter(groups__isnull=True) | GroupApprovalTask.objects.filter(
        groups__name="Moderators"
    ):
        task.groups.add(group)
    return group


def _permissions():
    wanted = Q(codename="access_admin", content_type__app_label="wagtailadmin")
    wanted |= Q(codename="submit_translation", content_type__app_label="wagtail_localize")
    for name in MODELS:
        app_label, model = name.split(".")
        wanted |= Q(content_type__app_label=app_label, content_type__model=model)
    plugin_labels = [config.label for config in apps.get_app_configs() if config.name.startswith("plugins.")]
    return Permission.objects.filter(wanted | Q(content_type__app_label__in=plugin_labels))


def _give_pages(group):
    root = Page.get_first_root_node()
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=PAGE_PERMISSIONS
    )
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_collections(group):
    root = Collection.get_first_root_node()
    for name in COLLECTION_MODELS:
        app_label, model = name.split(".")
        for permission in Permission.objects.filter(
            content_type__app_label=app_label, content_type__model=model
        ).exclude(codename__startswith="view_"):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
