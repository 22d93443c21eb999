"""Media kept by a service that speaks S3: Amazon's, or another's, or MinIO or Garage on a machine of one's own."""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured


def s3_storage(environ) -> dict:
    """The storage for Django's STORAGES. Raises ImproperlyConfigured when the library for it is not installed."""
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured(
            "S3_BUCKET is set, but the library for it is not installed: pip install -r requirements-extras.txt"
        )
    options = {
        "bucket_name": environ["S3_BUCKET"],
        "endpoint_url": environ.get("S3_ENDPOINT"),
        "region_name": environ.get("S3_REGION"),
        "access_key": environ.get("S3_ACCESS_KEY"),
        "secret_key": environ.get("S3_SECRET_KEY"),
        "custom_domain": environ.get("S3_PUBLIC_HOST"),
        # Two pictures of one name are two pictures.
        "file_overwrite": False,
        # Without a public host, each address is signed and ends after an hour.
        "querystring_auth": not environ.get("S3_PUBLIC_HOST"),
    }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {name: value for name, value in options.items() if value is not None},
    }


def public_origin(environ) -> str:
    """Where browsers fetch pictures from, for the content security policy."""
    if environ.get("S3_PUBLIC_HOST"):
        return f"https://{environ['S3_PUBLIC_HOST']}"
    return environ.get("S3_ENDPOINT") or f"https://{environ['S3_BUCKET']}.s3.amazonaws.com"
