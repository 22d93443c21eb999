"""Errors told to Sentry, or to anything that understands it (GlitchTip), if the site's keeper wants that."""

from django.core.exceptions import ImproperlyConfigured

from himmeli import __version__


def start(dsn: str, *, site_url: str) -> None:
    """Tells errors, with nothing about people: no addresses, no cookies, no forms."""
    try:
        import sentry_sdk
    except ImportError:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but Sentry's library is not installed: pip install -r requirements-extras.txt"
        ) from None
    sentry_sdk.init(
        dsn=dsn,
        release=f"himmeli@{__version__}",
        environment=site_url,
        send_default_pii=False,
        max_request_body_size="never",
        traces_sample_rate=0,
    )
