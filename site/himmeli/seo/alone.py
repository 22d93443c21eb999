"""Pages that need nothing: no theme, no database, no request. For when one of those is what broke."""

from functools import lru_cache
from pathlib import Path

from django.template import Context, Engine
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from himmeli.themes.ornament import draw_ornament
from himmeli.themes.stylesheet import shown_last

FOLDER = Path(__file__).parents[1] / "themes" / "templates"


@lru_cache(maxsize=1)
def _engine():
    return Engine(
        dirs=[FOLDER],
        libraries={"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"},
    )


def render_alone(name: str) -> str:
    """The page, in the look that this process showed last. A browser that can't get that has the page's own colours."""
    values = {"ornament": mark_safe(draw_ornament(name))}
    shown = shown_last()
    if shown:
        values |= {"stylesheet": reverse("theme_stylesheet", args=[shown[0]]), "scheme": shown[1]}
    with translation.override(translation.get_language() or None):
        return _engine().get_template(name).render(Context(values))
