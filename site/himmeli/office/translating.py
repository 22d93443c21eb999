"""The way from a page to its translation, and the question before one goes out half done."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# In the form of the question: the answer that publishes in spite of it.
ANYWAY = "anyway"
SHOWN = 10
PERMISSION = "wagtail_localize.submit_translation"
# A page and its translation that are published one after the other belong together.
TOGETHER = timedelta(minutes=5)


def unfinished_translations() -> QuerySet:
    """Translations some of whose texts would go out in the language they were written in."""
    return Translation.objects.filter(
        Exists(_untranslated(OuterRef(OuterRef("target_locale_id"))).filter(source_id=OuterRef("source_id"))),
        enabled=True,
    )


def outdated_translations() -> QuerySet:
    """Pages translated by hand whose original has been published since: perhaps it says something new.

    The original is the page in the site's first language. What follows its original text by text is told of by
    `unfinished_translations`. Publishing the translation again says that it has been seen to.
    """
    originals = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE, live=True
    ).annotate(since=ExpressionWrapper(F("last_published_at") - TOGETHER, output_field=DateTimeField()))
    followed = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id"), enabled=True
    )
    pages = Page.objects.live().filter(
        Exists(originals.filter(since__gt=OuterRef("last_published_at"))), ~Exists(followed), alias_of__isnull=True
    )
    return pages.exclude(locale__language_code=settings.LANGUAGE_CODE)


def missing_texts(translation) -> QuerySet:
    texts = _untranslated(translation.target_locale_id).filter(source_id=translation.source_id)
    return texts.select_related("string").order_by("order")


def _untranslated(locale_id):
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=locale_id,
        has_error=False,
    )
    return StringSegment.objects.filter(~Exists(done))


def ask_before_half_done(request, instance):
    """Hook before a translation is edited: publishing it with texts missing is asked about first."""
    if request.method != "POST" or request.POST.get("action") != "publish" or ANYWAY in request.POST:
        return None
    translation = _translation_of(instance) if isinstance(instance, TranslatableMixin) else None
    if translation is None:
        return None
    texts = missing_texts(translation)
    number = texts.count()
    if not number:
        return None
    context = {
        "title": str(instance),
        "language": translation.target_locale.get_display_name(),
        "source_language": translation.source.locale.get_display_name(),
        "number": number,
        "texts": [segment.string.data for segment in texts[:SHOWN]],
        "more": max(0, number - SHOWN),
        "back_url": request.path,
        "page_title": _("Some texts are not translated yet"),
    }
    return render(request, "himmeli_admin/office/half_translated.html", context)


def _translation_of(instance):
    """The translation that an object is the outcome of, as long as it follows its source."""
    same = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    )
    return same.select_related("source__locale", "target_locale").first()


def refuse_half_done(request, action_type, objects, action):
    """Hook before a bulk action: pages ticked in a list don't go out half translated."""
    if action_type != "publish" or action.model is not Page:
        return None
    half_done = [page for page in _going_out(objects, action) if _is_half_done(page)]
    if not half_done:
        return None
    names = ", ".join(page.get_admin_display_title() for page in half_done)
    text = _("Nothing was published. These are not fully translated yet: %(pages)s. Open each and finish it first.")
    messages.error(request, text % {"pages": names})
    return redirect(action.next_url)


def _going_out(objects, action):
    for page in objects:
        yield page
        if action.cleaned_form.cleaned_data.get("include_descendants"):
            yield from page.get_descendants().not_live()


def _is_half_done(page):
    return (
        unfinished_translations()
        .filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .exists()
    )


# What there is to translate


@dataclass(frozen=True)
class LanguageOfPage:
    """One page in one language: "done", "draft", "unfinished", "outdated" or "missing", and where to go on."""

    name: str
    state: str
    url: str


def languages_to_translate(page) -> list[Locale]:
    """The site's languages that the page is not in yet. One that only mirrors another is not a translation."""
    taken = page.get_translations(inclusive=True).exclude(alias_of__isnull=False).values("locale_id")
    return list(Locale.objects.exclude(pk__in=taken))


def submit_url(page, locale=None) -> str:
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return f"{url}?select_locale={locale.language_code}" if locale else url


def pages_to_translate(user, locale) -> QuerySet:
    """The pages in a language that this person may edit, front page first."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return pages.filter(locale=locale, depth__gt=1, alias_of__isnull=True).order_by("path")


def with_languages(pages, locale) -> list[tuple[Page, list[LanguageOfPage]]]:
    """Each page with what there is of it in every other language. Four queries, however many pages."""
    pages = list(pages)
    others = list(Locale.objects.exclude(pk=locale.pk).order_by("pk"))
    keys = [page.translation_key for page in pages]
    same = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True).exclude(locale=locale)
    found = {(page.translation_key, page.locale_id): page for page in same}
    unfinished = set(
        unfinished_translations()
        .filter(source__object_id__in=keys)
        .values_list("source__object_id", "target_locale_id")
    )
    outdated = outdated_translations().filter(translation_key__in=keys)
    behind = {"unfinished": unfinished, "outdated": set(outdated.values_list("translation_key", "locale_id"))}
    return [(page, [_language_of(page, other, found, behind) for other in others]) for page in pages]


def _language_of(page, locale, found, behind):
    key = (page.translation_key, locale.pk)
    made = found.get(key)
    if made is None:
        return LanguageOfPage(locale.get_display_name(), "missing", submit_url(page, locale))
    state = next((name for name, keys in behind.items() if key in keys), "done" if made.live else "draft")
    return LanguageOfPage(locale.get_display_name(), state, reverse("wagtailadmin_pages:edit", args=[made.pk]))
