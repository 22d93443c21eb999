"""What the Appearance page shows of a form: cards, swatches, and what is to be said about each colour."""

from dataclasses import dataclass

from django.urls import reverse

from .current import make_look
from .faults import faults_of
from .palette import COLORS, OWN_COLORS, compose_palette, faint_pairs, ratios

SWATCH = ("ground", "tint", "brand", "accent", "text")


@dataclass(frozen=True)
class ThemeCard:
    """A theme to choose."""

    name: str
    title: str
    summary: str
    author: str
    screenshot: str
    is_chosen: bool
    swatch: list
    faults: list
    faint: int


@dataclass(frozen=True)
class Swatch:
    """A variation to choose, as a strip of its colours."""

    name: str
    title: str
    colors: list
    is_chosen: bool


@dataclass(frozen=True)
class ColorControl:
    """One of the cooperative's own colours: what was typed, and what follows from it."""

    name: str
    field: object
    theme_color: str
    shown: str
    ratio: float | None
    offered: str | None


@dataclass(frozen=True)
class FontChoice:
    value: str
    family: str
    stack: str
    is_own: bool
    is_chosen: bool


class Controls:
    """The controls of the page in the state of a form."""

    def __init__(self, form):
        self.form = form

    @property
    def variations(self) -> list[Swatch]:
        theme = self.form.theme_chosen
        if not theme or not theme.variations:
            return []
        names = {"": theme.title, **theme.variations}
        return [
            Swatch(name, title, _strip(theme.table("colors", name)), name == self.form.variation_chosen)
            for name, title in names.items()
        ]

    @property
    def colors(self) -> list[ColorControl]:
        form, table = self.form, self.form.theme_colors()
        own = form.own_colors()
        measured = ratios(table, own) if table else {}
        found = []
        for name in OWN_COLORS:
            refusal = form.refusals.get(name)
            ratio = refusal.ratio if refusal else measured.get(name)
            base = table.get(name, "#000000").lower()
            found.append(
                ColorControl(
                    name,
                    form[f"color_{name}"],
                    base,
                    own.get(name, base),
                    ratio and int(ratio * 10) / 10,
                    refusal and refusal.offered,
                )
            )
        return found

    @property
    def dark_colors(self) -> list[str]:
        """How the colours come out in the opposite scheme."""
        theme = self.form.theme_chosen
        if not theme:
            return []
        other = theme.table("colors_alt", self.form.variation_chosen)
        palette = compose_palette(self.form.theme_colors(), other, self.form.own_colors())
        return _strip(palette.other) if palette.other else []

    @property
    def has_two_schemes(self) -> bool:
        theme = self.form.theme_chosen
        return bool(theme and theme.table("colors_alt", self.form.variation_chosen))

    @property
    def is_dark(self) -> bool:
        return bool(self.form.theme_chosen) and self.form.theme_chosen.scheme == "dark"

    @property
    def logos(self):
        return [self.form["logo"], self.form["logo_dark"]]

    @property
    def heading_fonts(self):
        return self._fonts("heading")

    @property
    def text_fonts(self):
        return self._fonts("text")

    def _fonts(self, role):
        chosen = self.form[f"{role}_font"].value() or ""
        own = self.form.theme_fonts().get(role)
        choices = [FontChoice("", own.family, own.stack, True, not chosen)] if own else []
        choices += [
            FontChoice(family, family, font.stack, False, chosen == family)
            for family, font in self.form.fonts.items()
            if not own or family != own.family or chosen == family
        ]
        return choices


def theme_cards(form) -> list[ThemeCard]:
    return [
        ThemeCard(
            name=name,
            title=theme.title,
            summary=theme.summary,
            author=str(theme.data.get("author", "")),
            screenshot=reverse("theme_screenshot", args=[name]),
            is_chosen=name == form["theme"].value(),
            swatch=_strip(theme.table("colors")),
            faults=faults_of(theme),
            faint=len(faint_pairs({key: theme.table("colors")[key] for key in COLORS})),
        )
        for name, theme in form.themes.items()
    ]


@dataclass(frozen=True)
class PastLook:
    """A look that visitors saw before, in words and colours."""

    pk: int
    title: str
    strip: list
    published_at: object
    published_by: object


def past_looks(rows) -> list[PastLook]:
    return [_past_look(row) for row in rows]


def _past_look(row):
    look = make_look(row)
    title = row.theme if look.missing_theme else look.theme.title
    if look.variation:
        title = f"{title}, {look.theme.variations[look.variation]}"
    return PastLook(row.pk, title, _strip(look.palette.main), row.published_at, row.published_by)


def _strip(colors):
    return [colors[name] for name in SWATCH]
