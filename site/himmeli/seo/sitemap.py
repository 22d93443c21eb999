"""The sitemap: an index, and for each language a list of addresses with their translations.

Plugins add what is not a page through `offer_sitemap_part`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from wagtail.models import Page

from himmeli.navigation.tree import languages_by_id
from himmeli.pages.models import LinkPage
from himmeli.plugins.faults import call_guarded
from himmeli.plugins.ownership import owner_of
from himmeli.plugins.registry import Registry
from himmeli.search.pages import public_pages

PER_FILE = 2000


@dataclass(frozen=True)
class SitemapEntry:
    """One address; `alternates` is {language: address} with its own language in it, if it is in several."""

    url: str
    changed_at: datetime | None = None
    alternates: dict[str, str] = field(default_factory=dict)


sitemap_parts: Registry[Callable[[str], Iterable[SitemapEntry]]] = Registry("sitemap parts")


def offer_sitemap_part(name: str, entries: Callable[[str], Iterable[SitemapEntry]]) -> None:
    """Add what `entries(language)` gives (addresses from the root on) to the sitemap while its plugin is active."""
    sitemap_parts.register(name, entries, plugin=owner_of(entries))


def sitemap_pages(language: str):
    links = LinkPage.objects.values("pk")
    return public_pages(language).exclude(pk__in=links).order_by("pk")


def count_files(language: str) -> int:
    return max(1, -(-sitemap_pages(language).count() // PER_FILE))


def entries_of(language: str, number: int) -> list[SitemapEntry]:
    """One file's addresses: a slice of the pages, and in the first file what plugins add."""
    pages = list(sitemap_pages(language)[(number - 1) * PER_FILE : number * PER_FILE])
    addresses = _translated_addresses([page.translation_key for page in pages])
    entries = [
        SitemapEntry(page.get_url() or "", page.last_published_at, addresses.get(page.translation_key, {}))
        for page in pages
    ]
    if number == 1:
        for part in sitemap_parts.active():
            entries += call_guarded(
                part.plugin, f"sitemap part {part.name}", lambda p=part: list(p.value(language)), default=[]
            )
    return entries


def _translated_addresses(keys):
    found, languages = {}, languages_by_id()
    public = set(Page.objects.live().public().filter(translation_key__in=keys).values_list("pk", flat=True))
    for page in Page.objects.filter(pk__in=public):
        found.setdefault(page.translation_key, {})[languages[page.locale_id]] = page.get_url() or ""
    return {key: addresses for key, addresses in found.items() if len(addresses) > 1}


def index_xml(addresses: list[str]) -> str:
    parts = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'


def file_xml(entries: list[SitemapEntry], base: str) -> str:
    body = "".join(_entry_xml(entry, base) for entry in entries if entry.url)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">{body}</urlset>'
    )


def _entry_xml(entry, base):
    changed = f"<lastmod>{entry.changed_at.isoformat(timespec='seconds')}</lastmod>" if entry.changed_at else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(urljoin(base, url))}/>'
        for code, url in sorted(entry.alternates.items())
    )
    return f"<url><loc>{escape(urljoin(base, entry.url))}</loc>{changed}{links}</url>"
