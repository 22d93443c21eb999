from django.contrib.staticfiles.finders import FileSystemFinder

from .theme import theme_folders


class ThemeFinder(FileSystemFinder):
    """Finds themes/<name>/static/<path> as themes/<name>/<path>, without naming each theme in the settings."""

    def __init__(self, app_names=None, *args, **kwargs):
        from django.core.files.storage import FileSystemStorage

        self.locations, self.storages = [], {}
        for folder in theme_folders():
            for theme in sorted(folder.glob("*/static")):
                location = (f"themes/{theme.parent.name}", str(theme))
                storage = FileSystemStorage(location=str(theme))
                storage.prefix = location[0]
                self.locations.append(location)
                self.storages[str(theme)] = storage

    def check(self, **kwargs):
        return []
