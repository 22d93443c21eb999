"""Pages and records whose plugin is no longer on the server, or quarantined: their type has no code here.

They stay as they are until it comes back. Wagtail takes for granted that every type is there; without this, each page
of the admin that meets one of them ends in an error.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.models.reference_index import ReferenceIndexQuerySet

from himmeli.stamps.services import remember

from .activation import STAMP


def gone_types() -> list[int]:
    """Keys of the content types that have no code here."""
    return remember(STAMP, "gone types", _query_gone_types)


def _query_gone_types():
    return [kind.pk for kind in ContentType.objects.all() if kind.model_class() is None]


def install():
    _treat_as_plain_pages()
    _find_no_records()
    _leave_out_of_usage()


def _treat_as_plain_pages():
    """As far as its place in the tree goes, such a page is a page: it can be listed and moved."""
    specific_class = cached_property(lambda page: page.cached_content_type.model_class() or Page)
    specific_class.__set_name__(Page, "specific_class")
    Page.specific_class = specific_class

    ask = Page.get_latest_revision_as_object

    @wraps(ask)
    def latest(self):
        return self if self.content_type_id in gone_types() else ask(self)

    Page.get_latest_revision_as_object = latest


def _find_no_records():
    ask = ContentType.get_object_for_this_type

    @wraps(ask)
    def find(self, using=None, **kwargs):
        if self.model_class() is None:
            raise ObjectDoesNotExist(f"{self.app_label}.{self.model} has no code here")
        return ask(self, using=using, **kwargs)

    ContentType.get_object_for_this_type = find


def _leave_out_of_usage():
    ask = ReferenceIndexQuerySet.group_by_source_object

    @wraps(ask)
    def grouped(self):
        gone = gone_types()
        known = self.exclude(base_content_type_id__in=gone).exclude(content_type_id__in=gone) if gone else self
        return ask(known)

    ReferenceIndexQuerySet.group_by_source_object = grouped


def refuse_deleting(request, page):
    """A hook of Wagtail. The plugin's own table still points to the page, which cannot be deleted without that row."""
    if page.get_descendants(inclusive=True).filter(content_type_id__in=gone_types()).exists():
        return _refuse(request, page)
    return None


def refuse_bulk_deleting(request, action_type, objects, action):
    """A hook of Wagtail, for several pages at once."""
    if action_type == "delete":
        for thing in objects:
            if isinstance(thing, Page) and (answer := refuse_deleting(request, thing)):
                return answer
    return None


def _refuse(request, page):
    words = {"page": page.draft_title or page.title}
    text = _("“%(page)s” or a page under it is of a plugin that is not on this server. Nothing was deleted.") % words
    advice = _("Bring the plugin back to delete it.")
    messages.error(request, f"{text} {advice}")
    return redirect("wagtailadmin_explore", (page.get_parent() or page).pk)
