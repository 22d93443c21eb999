"""Set before Django's settings are read: the tests have their own place for files, and read nothing of a real site."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

for name in ("DEBUG", "HIMMELI_DEMO", "HIMMELI_THEME_DIRS", "REDIS_URL", "EMAIL_HOST", "SITE_URL", "PORT"):
    os.environ.pop(name, None)
# The plugins of the tests, which try the kernel, lie beside the real ones.
os.environ["HIMMELI_PLUGIN_DIRS"] = os.pathsep.join([str(ROOT / "plugins"), str(ROOT / "tests/plugins_kernel/plugins")])
os.environ["HIMMELI_VAR"] = str(ROOT / "var" / "test")
# The browser's driver runs an event loop in the test's own thread; the database is still used by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
