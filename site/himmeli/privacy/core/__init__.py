"""What the core and the libraries under it keep of people."""


def declare_core() -> None:
    from . import accounts, content, office, sign_in  # noqa: F401
