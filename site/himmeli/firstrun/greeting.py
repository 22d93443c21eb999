"""What the server's log says while the site waits to be set up."""

from django.conf import settings


def code_lines(code: str) -> list[str]:
    return [
        "",
        "  This site has no administrator yet. Set it up in a browser, in about three minutes:",
        f"    {settings.SITE_URL}/setup/?code={code}",
        f"  The code is {code}. It works once; `manage.py setup` prints a new one.",
        "",
    ]
