from django.db import transaction

from himmeli.media.models import Picture


@transaction.atomic
def set_picture(*, team, file, actor) -> None:
    """A new picture for the team. The old one stays among the site's pictures, where a coordinator may use it."""
    picture = Picture(title=team.name, file=file, uploaded_by_user=actor)
    picture.save()
    team.picture = picture
    team.save(update_fields=["picture"])
