from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Comment


class MemberCommentForm(forms.ModelForm):
    """What somebody signed in fills in."""

    class Meta:
        model = Comment
        fields = ["body", "wants_notice"]
        labels = {"body": _("Your comment"), "wants_notice": _("Send me an e-mail when somebody answers")}
        widgets = {"body": forms.Textarea(attrs={"rows": 5, "maxlength": Comment.MAX_LENGTH})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].required = True
        self.fields["body"].error_messages["required"] = _("Write your comment first.")

    @property
    def is_trapped(self) -> bool:
        return False


class CommentForm(MemberCommentForm):
    """What a visitor fills in. `website` is a trap: people don't see it, robots fill it in."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        error_messages={"required": _("Write your name, or the one you go by.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("It is not shown. We use it only to tell you of an answer, if you ask us to."),
        error_messages={"invalid": _("This is not an e-mail address. It looks like this: name@example.org")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        template_name="blog/partials/_trap_field.html",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["body", "name", "email", "wants_notice", "website"]

    def clean(self):
        data = super().clean()
        if data.get("wants_notice") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write your e-mail, so that we can tell you of an answer."))
        return data

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class EditCommentForm(MemberCommentForm):
    class Meta(MemberCommentForm.Meta):
        fields = ["body"]
