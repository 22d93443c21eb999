"""The links of invitations: signed, so that guesses never reach the database, and stored as a hash alone."""

import hashlib
import secrets

from django.core import signing

_signer = signing.Signer(salt="himmeli.invitations")


def new_token() -> str:
    return _signer.sign(secrets.token_urlsafe(32))


def hash_of(token: str) -> str | None:
    """What is stored of a token; None for one that this site never signed."""
    try:
        secret = _signer.unsign(token)
    except signing.BadSignature:
        return None
    return hashlib.sha256(secret.encode()).hexdigest()
