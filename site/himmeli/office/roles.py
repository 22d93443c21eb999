"""Who may do what in the admin, without being a superuser.

A coordinator runs the site: everything but other people's accounts and the machinery. A writer writes, and a
coordinator approves.
"""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
)

from himmeli.accounts.roles import COORDINATOR, WRITER, ensure_group, roles

# Wagtail's own two groups, and what their people become.
FOLDED = {"Moderators": COORDINATOR, "Editors": WRITER}

# Models of the core whose every permission a coordinator has. A plugin's snippets are hers too, all of them.
MODELS = (
    "pages.reusablesection",
    "pages.pattern",
    "navigation.menu",
    "identity.siteidentity",
    "notices.noticetext",
    "outbox.email",
    "themes.appearance",
    "plugins.pluginstate",
    "accounts.application",
    "accounts.peoplerules",
    "invitations.invitation",
    "teams.team",
    "teams.teamrules",
    "wagtailredirects.redirect",
    "wagtail_localize.translation",
)
# What she was once given and has no use for.
WITHDRAWN = ("wagtailcore.task", "wagtailcore.workflow")
# Wagtail asks about pictures and documents of any model under the names of its own.
COLLECTION_MODELS = ("wagtailimages.image", "wagtaildocs.document")
COORDINATOR_ON_PAGES = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
WRITER_ON_PAGES = ("add_page", "change_page")
WRITER_ON_FILES = ("add_", "choose_")


@transaction.atomic
def ensure_roles() -> Group:
    """Make the roles and give them what they lack, such as what a new plugin brings. Returns the coordinators' group.

    Asking again changes nothing else.
    """
    is_new = not Group.objects.filter(name=COORDINATOR).exists()
    # Of plugins that are off, too: who has the role keeps it.
    groups = {entry.name: ensure_group(entry.name) for entry in roles.entries()}
    coordinators, writers = groups[COORDINATOR], groups[WRITER]
    coordinators.permissions.add(*_coordinator_permissions())
    coordinators.permissions.remove(*Permission.objects.filter(_of_models(WITHDRAWN)))
    writers.permissions.add(*Permission.objects.filter(_access_to_admin()))
    _give_pages(coordinators, COORDINATOR_ON_PAGES)
    _give_pages(writers, WRITER_ON_PAGES)
    _give_files(coordinators, ("add_", "change_", "delete_", "choose_"))
    _give_files(writers, WRITER_ON_FILES)
    if is_new:
        _fold_wagtails_groups()
    _ensure_approval(coordinators)
    _name_roots()
    return coordinators


def ensure_roles_after_migrate(sender, **kwargs):
    """Receiver of `post_migrate`: a plugin that was just found brings permissions."""
    is_last = sender is [config for config in apps.get_app_configs() if config.models_module][-1]
    if is_last and Page.get_first_root_node() and Collection.get_first_root_node():
        # Django's own receiver may come after this one.
        create_permissions(sender, verbosity=0)
        ensure_roles()


def role_name(group: Group) -> str:
    """The name of a group in the language in use; groups made by an administrator have the name she gave."""
    entry = roles.find(group.name)
    return str(entry.value.label) if entry else group.name


def _coordinator_permissions():
    wanted = _access_to_admin() | _of_models(MODELS)
    wanted |= Q(codename="submit_translation", content_type__app_label="wagtail_localize")
    plugin_labels = [config.label for config in apps.get_app_configs() if config.name.startswith("plugins.")]
    return Permission.objects.filter(wanted | Q(content_type__app_label__in=plugin_labels))


def _access_to_admin():
    return Q(codename="access_admin", content_type__app_label="wagtailadmin")


def _of_models(names):
    wanted = Q(pk__in=[])
    for name in names:
        app_label, model = name.split(".")
        wanted |= Q(content_type__app_label=app_label, content_type__model=model)
    return wanted


def _give_pages(group, codenames):
    root = Page.get_first_root_node()
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_files(group, prefixes):
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(_of_models(COLLECTION_MODELS)):
        if permission.codename.startswith(prefixes):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _fold_wagtails_groups():
    """Done once, when the site is new: a group of that name made later is somebody's own."""
    for old in Group.objects.filter(name__in=FOLDED):
        new = Group.objects.get(name=FOLDED[old.name])
        new.user_set.add(*old.user_set.all())
        for task in GroupApprovalTask.objects.filter(groups=old):
            task.groups.add(new)
        old.delete()


def _ensure_approval(coordinators):
    """Whatever is sent for approval comes to the coordinators, unless an administrator has named others."""
    for task in GroupApprovalTask.objects.filter(groups__isnull=True):
        task.groups.add(coordinators)
    with override(settings.LANGUAGE_CODE):
        GroupApprovalTask.objects.filter(name="Moderators approval").update(name=gettext("Approval by a coordinator"))
        Workflow.objects.filter(name="Moderators approval").update(name=gettext("Approval by a coordinator"))


def _name_roots():
    """Wagtail calls the top of both trees "Root", which tells nobody anything."""
    with override(settings.LANGUAGE_CODE):
        Page.objects.filter(depth=1, title="Root").update(title=gettext("Pages"), draft_title=gettext("Pages"))
        Collection.objects.filter(depth=1, name="Root").update(name=gettext("Not in a folder"))
