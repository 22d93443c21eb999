"""Having an account erased: everything that was declared goes, then the account."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from himmeli.audit.services import record
from himmeli.plugins.personal_data import personal_data
from himmeli.stamps.services import bump


@transaction.atomic
def erase_person(user) -> int:
    """Erase what the core and every plugin keep of a person, of plugins that are off too, and her account.

    What the law says must stay keeps its own words of her (an invoice its name and address). When such a thing points
    to the account itself, an empty account stays in its place. Returns the number of rows. All or nothing: when one
    eraser raises, nothing was erased.
    """
    number = sum(entry.value.erase(user) or 0 for entry in personal_data.entries())
    record("person.erased", person=user)
    try:
        with transaction.atomic():
            user.delete()
    except (ProtectedError, RestrictedError):
        _empty(user)
    # Her name may have stood on pages that are kept for visitors.
    bump("content")
    return number + 1


def is_last_administrator(user) -> bool:
    """Whether nobody else could look after the site."""
    others = get_user_model().objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and user.is_active and not others.exists()


def _empty(user):
    """Nothing of her but the number. Fields that later versions add are emptied as well."""
    user.groups.clear()
    user.user_permissions.clear()
    kept = {"id", "email", "password", "date_joined"}
    for field in user._meta.concrete_fields:
        if field.name not in kept:
            setattr(user, field.attname, None if field.null else field.get_default())
    user.email = f"erased-{user.pk}@invalid.invalid"
    user.is_active = user.is_superuser = user.is_staff = False
    user.set_unusable_password()
    user.save()
