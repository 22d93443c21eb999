"""Whether a theme keeps what themes promise. `manage.py check_theme` and the contract tests ask here."""

from collections.abc import Iterator

from django.template import Template, TemplateSyntaxError, engines
from django.template.loaders.app_directories import get_app_template_dirs

from .exceptions import ThemeError
from .palette import compose_palette, faint_pairs
from .theme import Theme, load_theme


def problems_of_theme(name: str) -> list[str]:
    """What is wrong with a theme, in words for its author. Empty when nothing is."""
    try:
        theme = load_theme(name)
    except ThemeError as error:
        return [str(error)]
    return [*_faint_colors(theme), *_templates(theme), *_code(theme)]


def _faint_colors(theme: Theme) -> Iterator[str]:
    for variation in ("", *theme.variations):
        palette = compose_palette(theme.table("colors", variation), theme.table("colors_alt", variation), {})
        for table, colors in (("colors", palette.main), ("colors_alt", palette.other)):
            where = f"variations.{variation}.{table}" if variation else table
            for text, ground, ratio in faint_pairs(colors) if colors else ():
                yield f"[{where}] {text} can't be read on {ground}: contrast {int(ratio * 100) / 100}, 4.5 is needed"


def _templates(theme: Theme) -> Iterator[str]:
    folder = theme.folder / "templates"
    sources = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = str(path.relative_to(folder))
        try:
            sources[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            yield f"templates/{name} is not UTF-8"
    for name, source in sources.items():
        try:
            Template(source, engine=engines["django"].engine)
        except TemplateSyntaxError as error:
            yield f"templates/{name}: {error}"
        used = any(f'"{name}"' in other or f"'{name}'" in other for key, other in sources.items() if key != name)
        if not used and not _is_below(theme, name):
            yield f"templates/{name} replaces no template of the core, of a plugin or of a parent"


def _is_below(theme, name):
    folders = [*(parent.folder / "templates" for parent in theme.parents), *get_app_template_dirs("templates")]
    return any((folder / name).is_file() for folder in folders)


def _code(theme: Theme) -> Iterator[str]:
    for path in sorted(theme.folder.rglob("*.py")):
        yield f"{path.relative_to(theme.folder)}: a theme holds no Python"
