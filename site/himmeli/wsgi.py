"""The door for web servers: `gunicorn --pythonpath site,. himmeli.wsgi`."""

import contextlib
import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "himmeli.settings")

application = get_wsgi_application()


def _check_place():
    """A demo does not start where a real site is, nor a real site where a demo was."""
    from django.db import DatabaseError, connections

    from himmeli.firstrun.demo import check_place

    # A database that is away or has no tables yet holds nobody.
    with contextlib.suppress(DatabaseError):
        check_place()
    connections.close_all()


_check_place()
