"""Links that end e-mails of some kinds without signing in. Whoever has one can do that and nothing else."""

from django.core import signing
from django.urls import reverse

from himmeli.outbox.letters import full_address

SALT = "himmeli.notices.stop"


def stop_address(user_id: int, names: list[str]) -> str:
    """In the language in use."""
    token = signing.dumps([user_id, sorted(set(names))], salt=SALT)
    return full_address(reverse("notices:stop", args=[token]))


def read_token(token: str) -> tuple[int, list[str]]:
    """(person, names of kinds). Raises signing.BadSignature. It never runs out: the e-mail may be old."""
    user_id, names = signing.loads(token, salt=SALT)
    return user_id, names
