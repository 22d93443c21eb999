from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.images.widgets import AdminImageChooser
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from himmeli.office.roles import role_name

from .roles import MEMBER


class RolesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return role_name(group)


class PersonFields(forms.ModelForm):
    """What both forms of a person have. People here have one name, and sign in with their e-mail address."""

    first_name = last_name = None
    email = forms.EmailField(label=_("E-mail address"), help_text=_("The person signs in with it."))
    display_name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    groups = RolesField(
        label=_("Roles"),
        queryset=Group.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A coordinator looks after the whole site. A writer writes, and a coordinator approves."),
        initial=lambda: Group.objects.filter(name=MEMBER),
    )

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        others = get_user_model().objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody already signs in with this address."), code="duplicate")
        return email


class PersonCreationForm(PersonFields, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ["email", "display_name", "language", "portrait", "is_superuser", "groups"]
        widgets = {"portrait": AdminImageChooser}


class PersonEditForm(PersonFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ["email", "display_name", "language", "time_zone", "portrait", "is_active", "is_superuser", "groups"]
        widgets = {"portrait": AdminImageChooser}


class PeopleView(IndexView):
    page_title = _("People and sign-ins")
    add_item_label = _("Add a person")
    default_ordering = "display_name"

    @cached_property
    def columns(self):
        columns = super().columns
        address = Column("email", label=_("E-mail address"), sort_key="email", width="25%")
        return [address if column.name == self.model.USERNAME_FIELD else column for column in columns]

    @cached_property
    def search_fields(self):
        return {"display_name", "email"}

    def order_queryset(self, queryset):
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering.replace("name", "display_name"))
        return super().order_queryset(queryset)


class UserViewSet(WagtailUserViewSet):
    index_view_class = PeopleView
    ordering = "display_name"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
