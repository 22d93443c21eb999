"""What lies on somebody's desk: things of hers, or for her, that somebody should see to. One function a pile."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from himmeli.plugins.activation import is_active
from himmeli.plugins.gone_types import gone_types
from himmeli.plugins.ownership import owner_of_label
from himmeli.plugins.waiting import Waiting, waits

from .dates import date_and_time
from .models import BrokenLink
from .translating import PERMISSION, outdated_translations, unfinished_translations

SHOWN_AT_ONCE = 100


@dataclass(frozen=True)
class Paper:
    """One thing in a pile."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Pile:
    name: str
    label: str
    # What it is and what to do about it, in a sentence or two.
    text: str
    icon: str
    query: Callable
    show: Callable

    def count(self, user) -> int:
        return self.query(user).count()

    def papers(self, user) -> list[Paper]:
        """The first of them: a pile that high needs no list that long."""
        finder = AdminURLFinder(user)
        return [self.show(row, finder) for row in self.query(user)[:SHOWN_AT_ONCE]]


def _editable(user):
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def _of_active_plugins(queryset, field="content_type__app_label"):
    labels = queryset.order_by().values_list(field, flat=True).distinct()
    off = [label for label in labels if not is_active(owner_of_label(label))]
    return queryset.exclude(**{f"{field}__in": off}) if off else queryset


def _to_approve(user):
    return (
        TaskState.objects.reviewable_by(user)
        .exclude(revision__content_type_id__in=gone_types())
        .select_related("revision", "revision__user", "revision__content_type")
        .order_by("started_at", "pk")
    )


def _show_approval(state, finder):
    thing = state.revision.content_object
    who = state.revision.user
    return Paper(str(thing), finder.get_edit_url(thing) or "", str(who) if who else "")


def _drafts(user):
    pages = _editable(user).filter(has_unpublished_changes=True, latest_revision__user=user)
    # A translation that is being made lies in a pile of its own.
    being_translated = Translation.objects.filter(
        enabled=True, source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
    )
    pages = pages.exclude(pk__in=_scheduled_ids()).exclude(pk__in=_ids_in_workflow()).exclude(Exists(being_translated))
    return _of_active_plugins(pages).order_by("-latest_revision_created_at", "pk")


def _scheduled_ids():
    ids = Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True)
    return [int(pk) for pk in ids]


def _ids_in_workflow():
    states = WorkflowState.objects.active().filter(base_content_type=ContentType.objects.get_for_model(Page))
    return [int(pk) for pk in states.values_list("object_id", flat=True)]


def _show_draft(page, finder):
    when = date_and_time(page.latest_revision_created_at)
    return Paper(page.draft_title or page.title, finder.get_edit_url(page) or "", when)


def _scheduled(user):
    return _of_active_plugins(_editable(user).filter(pk__in=_scheduled_ids())).order_by("go_live_at", "pk")


def _show_scheduled(page, finder):
    return Paper(page.draft_title or page.title, finder.get_edit_url(page) or "", date_and_time(page.go_live_at))


def _translations(user):
    if not user.has_perm(PERMISSION):
        return Translation.objects.none()
    return (
        _of_active_plugins(unfinished_translations(), "source__specific_content_type__app_label")
        .select_related("source", "target_locale", "source__specific_content_type")
        .order_by("-source__last_updated_at", "pk")
    )


def _show_translation(translation, finder):
    total, done = translation.get_progress()
    note = _("%(language)s, %(done)s of %(total)s texts done") % {
        "language": translation.target_locale.get_display_name(),
        "done": done,
        "total": total,
    }
    return Paper(translation.source.object_repr, translation.get_target_instance_edit_url() or "", note)


def _outdated(user):
    if not user.has_perm(PERMISSION):
        return Page.objects.none()
    pages = _of_active_plugins(_editable(user).filter(pk__in=outdated_translations().values("pk")))
    return pages.select_related("locale").order_by("path")


def _show_outdated(page, finder):
    return Paper(page.draft_title or page.title, finder.get_edit_url(page) or "", page.locale.get_display_name())


def _broken_links(user):
    if not policy_registry.get_by_type(Page).user_has_permission(user, "publish"):
        return BrokenLink.objects.none()
    return BrokenLink.objects.select_related("content_type")


def _show_broken_link(link, finder):
    source, reason = link.source, link.get_reason_display()
    url = finder.get_edit_url(source) if source is not None else ""
    return Paper(link.source_title, url or "", f"{reason}: {link.target_title}" if link.target_title else reason)


PILES = {
    pile.name: pile
    for pile in (
        Pile(
            "approve",
            _("To approve"),
            _("Somebody has asked for these to be published. Open one, read it, and approve it or send it back."),
            "check",
            _to_approve,
            _show_approval,
        ),
        Pile(
            "drafts",
            _("My drafts"),
            _("You have changed these, and visitors don't see it yet. Open one and publish it when it is ready."),
            "edit",
            _drafts,
            _show_draft,
        ),
        Pile(
            "scheduled",
            _("Coming out later"),
            _("These are published by themselves at the time shown."),
            "calendar-check",
            _scheduled,
            _show_scheduled,
        ),
        Pile(
            "translations",
            _("Translations to finish"),
            _("Some texts of these are not in the other language yet, because they are new or have changed."),
            "wagtail-localize-language",
            _translations,
            _show_translation,
        ),
        Pile(
            "outdated",
            _("Translations that may be out of date"),
            _("Their originals have been published since. Open one, see that it still says the same, and publish it."),
            "wagtail-localize-language",
            _outdated,
            _show_outdated,
        ),
        Pile(
            "links",
            _("Broken links"),
            _("These link to a page that visitors can't see. Open one and choose another page. Looked for each night."),
            "link-external",
            _broken_links,
            _show_broken_link,
        ),
    )
}


@waits(order=-100)
def on_the_desk(user):
    return [
        Waiting(pile.label, pile.count(user), reverse("office_pile", args=[pile.name]), pile.icon)
        for pile in PILES.values()
    ]
