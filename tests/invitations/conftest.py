"""The fixtures of accounts, which these tests share."""

from tests.accounts.conftest import _finnish, link_in_mail, sign_in

__all__ = ["_finnish", "link_in_mail", "sign_in"]
