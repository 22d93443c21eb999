from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .portraits import portrait_file
from .time_zones import time_zone_choices


class ProfileForm(forms.ModelForm):
    """What others see of a member, and how the site speaks with her."""

    picture = forms.FileField(
        label=_("New picture"),
        required=False,
        help_text=_("A photograph from your telephone will do. We keep a small copy, without where it was taken."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )
    remove_picture = forms.BooleanField(label=_("Take my picture away"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of these pages, and of what we write to you.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    field_order = ["display_name", "introduction", "picture", "remove_picture", "language", "time_zone"]

    class Meta:
        model = get_user_model()
        fields = ["display_name", "introduction", "language", "time_zone"]
        labels = {"display_name": _("Your name"), "introduction": _("A few words about you")}
        help_texts = {
            "introduction": _("What you do, where you live, what you like. Shown in your teams, if you show yourself.")
        }
        widgets = {
            "display_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "introduction": forms.Textarea(attrs={"rows": 4, "maxlength": 600}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.portrait_id:
            del self.fields["remove_picture"]

    def clean_picture(self):
        upload = self.cleaned_data.get("picture")
        if not upload:
            return None
        try:
            return portrait_file(upload)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
