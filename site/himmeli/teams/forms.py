from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from himmeli.accounts.portraits import portrait_file

from .models import Team


class TeamForm(forms.ModelForm):
    """A team as its leader writes it."""

    new_picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )

    field_order = ["name", "description", "new_picture", "visibility", "joining"]

    class Meta:
        model = Team
        fields = ["name", "description", "visibility", "joining"]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "visibility": forms.RadioSelect,
            "joining": forms.RadioSelect,
        }

    def clean_new_picture(self):
        upload = self.cleaned_data.get("new_picture")
        if not upload:
            return None
        try:
            return portrait_file(upload, largest_side=1600)
        except ValidationError as error:
            raise ValidationError(error.messages) from error


class JoinForm(forms.Form):
    is_shown = forms.BooleanField(
        label=_("Show my name and picture on the team’s page"),
        required=False,
        help_text=_("The team itself knows its members. You can change your mind at any time."),
    )
    message = forms.CharField(
        label=_("A word to the team"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 600}),
    )

    def __init__(self, *args, asks, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["message"]


class InviteToTeamForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of a member"), help_text=_("If she is a member, she finds the invitation in her pages.")
    )
