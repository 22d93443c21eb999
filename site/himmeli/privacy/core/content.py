"""Who has written, put in or changed what on the site's pages."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, PageLogEntry

from himmeli.plugins.personal_data import declare

from .rows import Reasons, declare_rows

WORK = Reasons(
    label=_("Work on the site’s pages"),
    purpose=_("To know who has written, changed, approved or published what, and to go back to earlier versions."),
    basis=_("Legitimate interest: several people look after the same pages."),
    retention=_("As long as the page or picture is on the site; the list of who did what, two years."),
    stays=_("Pages and pictures that you made for the site stay on it, but without your name."),
)
KEEP_DAYS = 2 * 365


def _title_of(row):
    return {"what": row.object_str, "when": row.created_at}


declare_rows("wagtailcore.Revision", WORK, fields=("user",), tell=_title_of)
declare_rows(
    "wagtailcore.Page",
    WORK,
    fields=("owner", "locked_by"),
    tell=lambda row: {"page": row.title, "made": row.first_published_at, "locked": row.locked_at},
)
declare_rows(
    "wagtailcore.WorkflowState",
    WORK,
    fields=("requested_by",),
    tell=lambda row: {"sent for approval": row.created_at, "state": row.get_status_display()},
)
declare_rows(
    "wagtailcore.TaskState",
    WORK,
    fields=("finished_by",),
    tell=lambda row: {"decided": row.finished_at, "state": row.get_status_display(), "words": row.comment},
)
declare_rows(
    "wagtail_localize.StringTranslation",
    WORK,
    fields=("last_translated_by",),
    tell=lambda row: {"translation": row.data, "when": row.updated_at},
)
declare_rows(
    "wagtail_localize.SegmentOverride",
    WORK,
    fields=("last_translated_by",),
    tell=lambda row: {"choice": row.data_json, "when": row.updated_at},
)
declare_rows("teams.Team", WORK, fields=("made_by",), tell=lambda row: {"team": row.name, "made": row.created_at})


def _files_of(model):
    def files(user):
        return [(row.file.name, row.file) for row in model.objects.filter(uploaded_by_user=user)]

    return files


for model in (get_image_model(), get_document_model()):
    declare_rows(
        model._meta.label,
        WORK,
        fields=("uploaded_by_user",),
        tell=lambda row: {"title": row.title, "file": row.file.name, "when": row.created_at},
        files=_files_of(model),
    )


def about_person(user) -> Q:
    """Entries about her account, which bear her name."""
    return Q(content_type=ContentType.objects.get_for_model(get_user_model()), object_id=str(user.pk))


def export_page_log(user):
    entries = PageLogEntry.objects.filter(user=user)
    return [{"page": entry.label, "what": entry.action, "when": entry.timestamp} for entry in entries]


def erase_page_log(user):
    return PageLogEntry.objects.filter(user=user).update(user=None)


def export_model_log(user):
    entries = ModelLogEntry.objects.filter(Q(user=user) | about_person(user))
    return [{"what": entry.label, "action": entry.action, "when": entry.timestamp} for entry in entries]


def erase_model_log(user):
    number = ModelLogEntry.objects.filter(about_person(user)).delete()[0]
    return number + ModelLogEntry.objects.filter(user=user).update(user=None)


def _keeper_of(model):
    def delete_old():
        return model.objects.filter(timestamp__lt=timezone.now() - timedelta(days=KEEP_DAYS)).delete()[0]

    return delete_old


for model, export, erase in (
    (PageLogEntry, export_page_log, erase_page_log),
    (ModelLogEntry, export_model_log, erase_model_log),
):
    declare(
        model,
        label=WORK.label,
        purpose=WORK.purpose,
        basis=WORK.basis,
        retention=WORK.retention,
        stays=WORK.stays,
        export=export,
        erase=erase,
        retain=_keeper_of(model),
    )
