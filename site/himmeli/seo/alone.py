"""Pages that need nothing: no theme, no database, no request. For when one of those is what broke."""

from functools import lru_cache
from pathlib import Path

from django.template import Context, Engine
from django.utils import translation

FOLDER = Path(__file__).parents[1] / "themes" / "templates"


@lru_cache(maxsize=1)
def _engine():
    return Engine(
        dirs=[FOLDER],
        libraries={"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"},
    )


def render_alone(name: str) -> str:
    with translation.override(translation.get_language() or None):
        return _engine().get_template(name).render(Context())
