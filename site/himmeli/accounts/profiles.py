"""One source of truth for a person's language and time zone: the person. Wagtail's profile follows."""

from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from wagtail.users.models import UserProfile


def watch():
    post_save.connect(_follow, sender=get_user_model(), dispatch_uid="himmeli.accounts.profiles")


def _follow(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw or (update_fields is not None and not {"language", "time_zone"} & set(update_fields)):
        return
    wanted = {"preferred_language": instance.language, "current_time_zone": instance.time_zone}
    profile, created = UserProfile.objects.get_or_create(user=instance, defaults=wanted)
    if not created and any(getattr(profile, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(profile, name, value)
        profile.save(update_fields=list(wanted))
    instance.wagtail_userprofile = profile
