"""The account itself."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from himmeli.plugins.personal_data import declare

NOT_TOLD = {"password", "id", "portrait"}


def export_account(user):
    row = {
        field.name: getattr(user, field.attname) for field in user._meta.concrete_fields if field.name not in NOT_TOLD
    }
    row["roles"] = [group.name for group in user.groups.order_by("name")]
    return [row]


def portrait_of(user):
    return [(user.portrait.file.name, user.portrait.file)] if user.portrait else []


def erase_account(user):
    """Her picture, if nobody else shows it. The row goes last, when nothing is left that belongs to it."""
    portrait = user.portrait
    if portrait is None:
        return 0
    user.portrait = None
    user.save(update_fields=["portrait"])
    is_used = ReferenceIndex.get_references_to(portrait).exists()
    if portrait.uploaded_by_user_id == user.pk and not is_used:
        portrait.delete()
    return 1


declare(
    get_user_model(),
    label=_("Sign-ins"),
    purpose=_("To let you sign in, and to show others who you are where you take part."),
    basis=_("Agreement: without it there is no sign-in."),
    retention=_("As long as the account. You can have it erased at any time."),
    export=export_account,
    files=portrait_of,
    erase=erase_account,
)
