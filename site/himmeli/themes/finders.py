from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import get_files
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join

from .theme import theme_folders
from .validation import NAME

PREFIX = "themes"


class ThemeFinder(BaseFinder):
    """Finds themes/<name>/static/<path> as themes/<name>/<path>. Looks anew each time: themes come while we run."""

    def find(self, path, find_all=False, **kwargs):
        found = [file for file in self._candidates(path) if file.is_file()]
        names = [str(file) for file in found]
        return names if find_all else next(iter(names), [])

    def list(self, ignore_patterns):
        """(path, storage) of every file, the first folder's for themes of the same name."""
        seen = set()
        for folder in theme_folders():
            for static in sorted(folder.glob("*/static")):
                name = static.parent.name
                if name in seen or not NAME.match(name):
                    continue
                seen.add(name)
                storage = FileSystemStorage(location=static)
                storage.prefix = f"{PREFIX}/{name}"
                for path in get_files(storage, ignore_patterns):
                    yield path, storage

    def _candidates(self, path):
        prefix, _, rest = path.replace("\\", "/").partition("/")
        name, _, inner = rest.partition("/")
        if prefix != PREFIX or not inner or not NAME.match(name):
            return
        for folder in theme_folders():
            if (folder / name).is_dir():
                try:
                    yield Path(safe_join(folder / name / "static", inner))
                except SuspiciousFileOperation:
                    return
                return
