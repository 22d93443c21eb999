"""Templates are looked up in the theme of the request, then its parents, then plugins and core."""

from django.template.loaders import cached, filesystem

from .current import current_look


class ThemeLoader(filesystem.Loader):
    def get_dirs(self):
        return [theme.folder / "templates" for theme in current_look().theme.chain]


class ThemedCachedLoader(cached.Loader):
    """Keeps compiled templates of different themes apart: Django's own would give one theme's to another."""

    def cache_key(self, template_name, skip=None):
        return "/".join(current_look().chain) + ":" + super().cache_key(template_name, skip)
