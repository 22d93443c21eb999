from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from .colors import ENOUGH, parse_color
from .fonts import choose_fonts, shipped_fonts
from .models import Appearance
from .palette import OWN_COLORS, refusals

COLOR_LABELS = {
    "brand": (_("Colour of buttons and links"), _("Usually the colour of your logo.")),
    "accent": (_("Colour of highlights"), _("Fine lines, small ornaments and coloured sections.")),
    "ground": (_("Colour of the background"), _("Behind everything. Light colours are the easiest to read on.")),
    "text": (_("Colour of text"), ""),
}
REFUSED = {
    "ground": _("Text can’t be read well on this colour: its contrast is %(ratio)s, and %(enough)s is needed."),
    "accent": _("Text can’t be read well on this colour: its contrast is %(ratio)s, and %(enough)s is needed."),
    "brand": _("Text in this colour can’t be read well: its contrast is %(ratio)s, and %(enough)s is needed."),
    "text": _("Text in this colour can’t be read well: its contrast is %(ratio)s, and %(enough)s is needed."),
}


PLAIN_FIELDS = ("theme", "variation", "scheme", "heading_font", "text_font")


class ColorField(forms.CharField):
    """A colour a person typed, as #rrggbb. Empty is the theme's own."""

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return ""
        color = parse_color(value)
        if color is None:
            raise forms.ValidationError(
                _("Write the colour as # and six digits or letters from a to f, such as #23493c."), code="no_color"
            )
        return color


class AppearanceForm(forms.Form):
    """A whole look. What is wrong with one field does not keep the others from being tried out (`tried_values`)."""

    theme = forms.ChoiceField(label=_("Theme"))
    variation = forms.CharField(label=_("Variation"), required=False)
    scheme = forms.ChoiceField(label=_("Light or dark"), choices=Appearance.Scheme.choices, required=False)
    heading_font = forms.ChoiceField(label=_("Font of headings"), required=False)
    text_font = forms.ChoiceField(label=_("Font of text"), required=False)
    logo = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Logo"),
        widget=AdminImageChooser,
        help_text=_("Shown at the top of every page."),
    )
    logo_dark = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Logo for a dark background"),
        widget=AdminImageChooser,
        help_text=_("Only needed if your logo can’t be seen on dark."),
    )

    def __init__(self, *args, draft, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft, self.themes = draft, themes
        self.refusals = {}
        self.fonts = shipped_fonts()
        self.fields["theme"].choices = [(name, theme.title) for name, theme in themes.items()]
        families = [(family, family) for family in self.fonts]
        for role in ("heading_font", "text_font"):
            self.fields[role].choices = [("", _("The theme’s own")), *families]
        for role in ("logo", "logo_dark"):
            self.fields[role].queryset = get_image_model().objects.all()
        for name, (label, help_text) in COLOR_LABELS.items():
            self.fields[f"color_{name}"] = ColorField(
                label=label, help_text=help_text, required=False, max_length=20, initial=draft.colors.get(name, "")
            )
        for name in (*PLAIN_FIELDS, "logo", "logo_dark"):
            self.fields[name].initial = getattr(draft, name)

    @property
    def theme_chosen(self):
        """The theme that the form stands at, or None when it is one that can't be used."""
        return self.themes.get(self["theme"].value())

    @property
    def variation_chosen(self) -> str:
        variation = self["variation"].value() or ""
        return variation if self.theme_chosen and variation in self.theme_chosen.variations else ""

    def theme_colors(self) -> dict:
        """What the theme's own colours are in the variation chosen."""
        return self.theme_chosen.table("colors", self.variation_chosen) if self.theme_chosen else {}

    def theme_fonts(self) -> dict:
        return choose_fonts(self.theme_chosen, self.variation_chosen, {}) if self.theme_chosen else {}

    def own_colors(self) -> dict:
        """The colours typed that are colours, readable or not."""
        if not self.is_bound:
            return {name: color for name, color in self.draft.colors.items() if name in OWN_COLORS}
        refused = {name: refusal.color for name, refusal in self.refusals.items()}
        return {**self._accepted_colors(), **refused}

    def _accepted_colors(self):
        typed = {name: self.cleaned_data.get(f"color_{name}") for name in OWN_COLORS}
        return {name: color for name, color in typed.items() if color}

    def clean_variation(self):
        return self.variation_chosen

    def clean_scheme(self):
        return self.cleaned_data["scheme"] or Appearance.Scheme.AUTO

    def clean(self):
        cleaned = super().clean()
        if self.theme_chosen:
            self.refusals = refusals(self.theme_colors(), self.own_colors())
            for name, refusal in self.refusals.items():
                # Rounded down, or 4.49 would be shown as the 4.5 that is asked for.
                ratio = int(refusal.ratio * 10) / 10
                numbers = {"ratio": number_format(ratio, 1), "enough": number_format(ENOUGH, 1)}
                self.add_error(f"color_{name}", forms.ValidationError(REFUSED[name], code="contrast", params=numbers))
        return cleaned

    def tried_values(self) -> dict:
        """What can be shown of what was filled in: the fields that are right."""
        values = {name: self.cleaned_data[name] for name in PLAIN_FIELDS if name in self.cleaned_data}
        for name in ("logo", "logo_dark"):
            if name in self.cleaned_data:
                picture = self.cleaned_data[name]
                values[f"{name}_id"] = picture.pk if picture else None
        values["colors"] = self._accepted_colors()
        return values
