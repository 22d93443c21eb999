"""What visitors would stumble over: links that lead nowhere, pages and words without a translation."""

from functools import partial
from pathlib import Path

import polib
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, fine
from himmeli.office.languages import languages_with_front_page
from himmeli.office.models import BrokenLink
from himmeli.plugins.ownership import plan

CORE = Path(settings.ROOT) / "site" / "himmeli"


def tell_about_links():
    number = BrokenLink.objects.count()
    if not number:
        return [fine(_("Links between the pages lead somewhere."))]
    text = ngettext(
        "%(number)s link leads to a page that visitors can’t see.",
        "%(number)s links lead to pages that visitors can’t see.",
        number,
    )
    advice = _("Open each and choose another page.")
    url = reverse("office_pile", args=["links"])
    return [attention(text % {"number": number}, advice, url=url, link=_("Broken links"))]


def tell_about_translations():
    """Of the languages that visitors can choose: pages of the first one that a language lacks."""
    codes = languages_with_front_page()
    findings = [_pages_without(code, codes) for code in codes[1:]]
    return [finding for finding in findings if finding] or [fine(_("Every page is there in every language."))]


def _pages_without(code, codes):
    first = Page.objects.live().filter(locale__language_code=codes[0], depth__gt=1)
    translated = Page.objects.live().filter(locale__language_code=code).values("translation_key")
    missing = first.exclude(translation_key__in=translated)
    number = missing.count()
    if not number:
        return None
    language = str(dict(settings.LANGUAGES).get(code, code))
    text = ngettext(
        "%(number)s page has no translation (%(language)s).",
        "%(number)s pages have no translation (%(language)s).",
        number,
    )
    titles = tuple(missing.order_by("-last_published_at", "pk").values_list("title", flat=True)[:5])
    # Nobody has to translate everything: it is told, and is nobody's fault.
    return fine(text % {"number": number, "language": language}, details=titles)


def measure_words():
    """{language: words of the site itself that it does not speak}"""
    folders = [CORE, *(found.path for found in plan().installed.values())]
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != "en"]
    return {code: sum(map(partial(_missing_words, code), folders)) for code in codes}


def _missing_words(code, folder):
    own = folder / "locale" / code.replace("-", "_") / "LC_MESSAGES" / "django.po"
    if own.is_file():
        return len(polib.pofile(str(own)).untranslated_entries())
    # Every word is missing: as many as another language has.
    other = next(iter(sorted((folder / "locale").glob("*/LC_MESSAGES/django.po"))), None)
    return len(polib.pofile(str(other))) if other else 0


def tell_about_words(measured):
    findings = []
    for code, number in measured.items():
        if not number:
            continue
        text = ngettext(
            "%(number)s word of the site itself lacks its translation (%(language)s). Visitors see it in another one.",
            "%(number)s words of the site itself lack their translation (%(language)s). Visitors see them in another "
            "one.",
            number,
        )
        language = str(dict(settings.LANGUAGES).get(code, code))
        advice = _("They come with new versions. You can help: docs/translating.md tells how.")
        findings.append(attention(text % {"number": number, "language": language}, advice))
    return findings or [fine(_("The site speaks all its languages."))]


offer_check("links", gettext_lazy("Links"), tell_about_links, order=80)
offer_check("translations", gettext_lazy("Translations of pages"), tell_about_translations, order=90)
offer_check("words", gettext_lazy("Words of the site itself"), tell_about_words, measure=measure_words, order=95)
