"""One source of truth about a person: the person. Wagtail's profile and allauth's list of addresses follow."""

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from wagtail.users.models import UserProfile

from .services import confirm_applicant, list_address


def watch():
    post_save.connect(_follow, sender=get_user_model(), dispatch_uid="himmeli.accounts.profiles")
    email_confirmed.connect(_confirmed, dispatch_uid="himmeli.accounts.profiles")


def _follow(sender, instance, raw=False, created=False, update_fields=None, **kwargs):
    if raw:
        return
    if update_fields is None or {"language", "time_zone"} & set(update_fields):
        _follow_language(instance)
    if created and not instance.signs_up_herself:
        list_address(user=instance)
    if not created and (update_fields is None or "email" in update_fields):
        _follow_address(instance)


def _follow_language(user):
    wanted = {"preferred_language": user.language, "current_time_zone": user.time_zone}
    # The very object others may hold of this person's profile: saving theirs must not bring the old language back.
    profile = getattr(user, "wagtail_userprofile", None)
    if profile is None:
        profile = UserProfile.objects.get_or_create(user=user, defaults=wanted)[0]
    if any(getattr(profile, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(profile, name, value)
        profile.save(update_fields=list(wanted))


def _follow_address(user):
    """An administrator has given somebody another address. Who changes her own has confirmed it, and is listed."""
    known = EmailAddress.objects.filter(user=user)
    if known.exists() and not known.filter(email__iexact=user.email).exists():
        known.delete()
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


def _confirmed(sender, email_address, **kwargs):
    confirm_applicant(user=email_address.user)
