"""The fonts of a look: what its theme brings, or one that another theme of the site brings."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from .theme import Theme, find_themes

ROLES = ("heading", "text")


@dataclass(frozen=True)
class Font:
    """A font of a theme's table and the theme whose files it is made of."""

    theme: Theme
    table: dict

    @property
    def family(self) -> str:
        return self.table["family"]

    @property
    def stack(self) -> str:
        """The value of font-family: the font, its fallback made to measure, then the fallbacks."""
        fitted = f'"{self.family} fallback",' if self.table.get("adjust") else ""
        return f'"{self.family}",{fitted}{self.table.get("fallback", "sans-serif")}'

    @property
    def preloads(self) -> list[str]:
        return [self.url(face["src"]) for face in self.table.get("files", ()) if face.get("preload")]

    def url(self, src: str) -> str:
        return theme_static(self.theme, src)

    def faces(self) -> list[str]:
        """Its @font-face rules."""
        faces = [self._face(face) for face in self.table.get("files", ())]
        adjust = self.table.get("adjust")
        if adjust:
            rules = [f'font-family:"{self.family} fallback"', f'src:local("{adjust.get("local", "Arial")}")']
            rules += [f"{key.replace('_', '-')}:{value}" for key, value in adjust.items() if key != "local"]
            faces.append(f"@font-face{{{';'.join(rules)}}}")
        return faces

    def _face(self, face):
        rules = [
            f'font-family:"{self.family}"',
            f'src:url("{self.url(face["src"])}") format("woff2")',
            f"font-weight:{face.get('weight', '400')}",
            f"font-style:{face.get('style', 'normal')}",
            "font-display:swap",
        ]
        if face.get("unicode_range"):
            rules.append(f"unicode-range:{face['unicode_range']}")
        return f"@font-face{{{';'.join(rules)}}}"


def theme_static(theme: Theme, path: str) -> str:
    """The address of a file in the static/ of a theme or, where it has none of that name, of those above it."""
    owner = next((above for above in theme.chain if (above.folder / "static" / path).is_file()), theme)
    name = f"themes/{owner.name}/{path}"
    try:
        return staticfiles_storage.url(name)
    except ValueError:
        # Not collected yet: a theme put there while the site runs. Its styles work, the file comes with collectstatic.
        return f"{settings.STATIC_URL}{name}"


def fonts_of_theme(theme: Theme, variation: str = "") -> dict[str, Font]:
    return {role: Font(theme, table) for role, table in theme.table("fonts", variation).items()}


def shipped_fonts() -> dict[str, Font]:
    """{family: Font} of every font that a usable theme of this site brings."""
    fonts = {}
    for theme in find_themes()[0].values():
        for font in fonts_of_theme(theme).values():
            fonts.setdefault(font.family, font)
    return dict(sorted(fonts.items()))


def choose_fonts(theme: Theme, variation: str, chosen: dict[str, str]) -> dict[str, Font]:
    """{"heading": Font, "text": Font}: the families chosen, where they are still there, else the theme's own."""
    own = fonts_of_theme(theme, variation)
    by_family = {font.family: font for font in own.values()}
    wanted = {family for family in chosen.values() if family}
    if wanted - by_family.keys():
        by_family = {**shipped_fonts(), **by_family}
    found = {role: by_family.get(chosen.get(role, "")) or own.get(role) for role in ROLES}
    return {role: font for role, font in found.items() if font}
