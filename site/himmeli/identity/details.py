"""What templates know about the site as `site_settings`. Read once, kept until content changes."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language

from himmeli.stamps.services import remember

from .models import SiteIdentity


@dataclass(frozen=True)
class SiteDetails:
    name: str = ""
    tagline: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    social_links: list[str] = field(default_factory=list)
    is_demo: bool = False


def site_details(language: str | None = None) -> SiteDetails:
    """The details in a language, or in the site's first language where there is no translation."""
    language = language or get_language() or settings.LANGUAGE_CODE
    return remember("content", ("identity", language), lambda: _load(language))


def _load(language):
    rows = {row.locale.language_code: row for row in SiteIdentity.objects.select_related("locale")}
    row = rows.get(language) or rows.get(settings.LANGUAGE_CODE) or next(iter(rows.values()), None)
    if row is None:
        return SiteDetails(name=settings.WAGTAIL_SITE_NAME, is_demo=settings.HIMMELI_DEMO)
    return SiteDetails(
        name=row.name,
        tagline=row.tagline,
        email=row.email,
        phone=row.phone,
        address=row.address,
        social_links=row.social_links.split(),
        is_demo=settings.HIMMELI_DEMO,
    )


def site_settings(request):
    """Context processor."""
    return {"site_settings": site_details()}
