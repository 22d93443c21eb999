"""Which changes visitors can see. Fail-safe: a model nobody has thought of counts as seen."""

from wagtail.contrib.forms.models import AbstractFormSubmission
from wagtail.images.models import AbstractRendition

# Never part of a public page. A plugin's model says the same of itself with `shown_to_visitors = False`.
UNSEEN_APPS = {
    "account",
    "admin",
    "django_tasks_database",
    "mfa",
    "migrations",
    "sessions",
    "stamps",
    "usersessions",
    # What a translation is being made of. Its result is a page or snippet, saved like any other.
    "wagtail_localize",
    "wagtailadmin",
    "wagtailsearch",
    "wagtailusers",
}
UNSEEN_MODELS = {
    "auth.permission",
    "blocks.blockuse",
    "contenttypes.contenttype",
    "plugins.jobrun",
    "plugins.plugincost",
    "plugins.pluginfault",
    "wagtailcore.apitoken",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.groupsitepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
}
# Made while a page is shown; what they are made of counts, they don't.
UNSEEN_BASES = (AbstractFormSubmission, AbstractRendition)

# Fields that a draft, a lock or a sign-in writes into a row that visitors do see.
UNSEEN_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "last_login",
    "latest_revision",
    "latest_revision_created_at",
    "latest_revision_id",
    "locked",
    "locked_at",
    "locked_by",
}


def is_seen(model) -> bool:
    """Whether a change of a row of this model may show on a public page."""
    options = model._meta
    if options.auto_created:
        # The table between two models, as of a group's permissions.
        return is_seen(options.auto_created)
    if not getattr(model, "shown_to_visitors", True) or issubclass(model, UNSEEN_BASES):
        return False
    return options.app_label not in UNSEEN_APPS and options.label_lower not in UNSEEN_MODELS


def is_seen_change(model, update_fields) -> bool:
    """Whether saving these fields (None: all) may show on a public page."""
    if update_fields is not None and set(update_fields) <= UNSEEN_FIELDS:
        return False
    return is_seen(model)
