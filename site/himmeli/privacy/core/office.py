"""What those who look after the site leave there: notes, half-written forms, trials of a look."""

from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare
from himmeli.themes.models import Appearance

from .rows import Reasons, declare_rows

OFFICE = Reasons(
    label=_("Notes and trials of those who look after the site"),
    purpose=_("To let several people look after the site without getting in each other’s way."),
    basis=_("Legitimate interest: several people look after the same pages."),
    retention=_("As long as the account; what was begun and not saved, a day."),
)


def _keeper_of(name, field):
    def delete_old():
        model = apps.get_model(name)
        return model._base_manager.filter(**{f"{field}__lt": timezone.now() - timedelta(days=1)}).delete()[0]

    return delete_old


declare_rows(
    "wagtailcore.Comment",
    OFFICE,
    fields=("user",),
    tell=lambda row: {"note": row.text, "page": row.page.title, "when": row.created_at},
    delete=True,
)
declare_rows(
    "wagtailcore.CommentReply",
    OFFICE,
    fields=("user",),
    tell=lambda row: {"answer": row.text, "when": row.created_at},
    delete=True,
)
declare_rows(
    "wagtailcore.PageSubscription",
    OFFICE,
    fields=("user",),
    tell=lambda row: {"page": row.page.title, "told of notes": row.comment_notifications},
    delete=True,
)
declare_rows(
    "wagtailcore.UploadedFile",
    OFFICE,
    fields=("uploaded_by_user",),
    tell=lambda row: {"file": row.file.name},
    delete=True,
)
declare_rows(
    "wagtailcore.APIToken",
    OFFICE,
    fields=("user",),
    tell=lambda row: {"key for programs": row.pk},
    delete=True,
)
declare_rows(
    "wagtailadmin.EditingSession",
    OFFICE,
    fields=("user",),
    tell=lambda row: {"last seen": row.last_seen_at},
    delete=True,
    retain=_keeper_of("wagtailadmin.EditingSession", "last_seen_at"),
)
declare_rows(
    "wagtailadmin.FormState",
    OFFICE,
    fields=("user",),
    tell=lambda row: {"how a form was left": row.pk},
    delete=True,
)


def export_looks(user):
    drafts = Appearance.objects.filter(owner=user)
    published = Appearance.objects.filter(published_by=user)
    return [{"a look being tried": str(draft)} for draft in drafts] + [
        {"a look published": str(look), "when": look.published_at} for look in published
    ]


def erase_looks(user):
    number = Appearance.objects.filter(owner=user).delete()[0]
    return number + Appearance.objects.filter(published_by=user).update(published_by=None)


declare(
    Appearance,
    label=OFFICE.label,
    purpose=OFFICE.purpose,
    basis=OFFICE.basis,
    retention=OFFICE.retention,
    export=export_looks,
    erase=erase_looks,
)
