from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .models import Pattern


class PatternChoice(forms.Form):
    """Which pattern to take. Its cards are drawn by the template, around the radio buttons."""

    pattern = forms.ModelChoiceField(Pattern.objects.all(), label=_("Pattern"))

    def __init__(self, *args, patterns, **kwargs):
        super().__init__(*args, **kwargs)
        self.patterns = patterns
        self.fields["pattern"].queryset = Pattern.objects.filter(pk__in=[pattern.pk for pattern in patterns])

    @property
    def chosen(self) -> str:
        return str(self.data.get("pattern", "") if self.is_bound else self.initial.get("pattern", ""))


class StartForm(PatternChoice):
    """What a new page is called and what it starts from: a pattern, or nothing."""

    title = forms.CharField(
        label=_("What is the page called?"),
        max_length=255,
        help_text=_("Short: it stands at the top of the page and in menus. You can change it later."),
        error_messages={"required": _("Write what the page is called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["title", "pattern"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pattern"].required = False


class SavePatternForm(forms.ModelForm):
    """The name of a new pattern, and the sections of a page that go into it."""

    sections = forms.MultipleChoiceField(
        label=_("Which sections?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one section.")},
    )

    class Meta:
        model = Pattern
        fields = ["name", "description"]
        help_texts = {"name": _("What you will know it by, such as Invitation to a work party.")}

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(child.id, _label(child)) for child in body if child.block_type != "parked"]
        self.fields["sections"].choices = choices
        self.fields["sections"].initial = [item_id for item_id, label in choices]


def _label(child):
    """What kind of section it is, and its first words."""
    texts = [*child.block.get_searchable_content(child.value), *_words_of_buttons(child)]
    words = next((text for text in texts if str(text).strip()), "")
    kind = str(child.block.label)
    return f"{kind}: {Truncator(words).chars(60)}" if words else kind


def _words_of_buttons(child):
    """What its buttons say: search leaves them out."""
    return [button.get("label") for button in child.value["buttons"]] if child.block_type == "buttons" else []
