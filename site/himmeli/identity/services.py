from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from .models import SiteIdentity


@transaction.atomic
def ensure_identity(*, language: str | None = None) -> SiteIdentity:
    """The details in a language (the site's first unless told); made, with what another language says, if missing."""
    locale = Locale.objects.filter(language_code=language or settings.LANGUAGE_CODE).first() or Locale.get_default()
    known = SiteIdentity.objects.filter(locale=locale).first()
    if known:
        return known
    sister = SiteIdentity.objects.order_by("pk").first()
    if sister is None:
        return SiteIdentity.objects.create(locale=locale, name=settings.WAGTAIL_SITE_NAME)
    copy = sister.copy_for_translation(locale)
    copy.save()
    return copy
