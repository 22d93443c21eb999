from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import AuthorProfile


def erase_author_profiles_of(user) -> int:
    """Make a person's profiles nameless; the posts stay. Returns how many there were."""
    profiles = list(AuthorProfile.objects.filter(user=user).select_related("locale"))
    for profile in profiles:
        with override(profile.locale.language_code):
            profile.name = _("Former author")
        profile.slug, profile.role, profile.bio = f"author-{profile.pk}", "", ""
        profile.image = profile.user = None
        profile.save()
    return len(profiles)
