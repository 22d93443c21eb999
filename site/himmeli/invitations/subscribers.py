from django.contrib.auth import get_user_model

from himmeli.accounts.roles import grant_role, roles
from himmeli.contracts.people import MemberJoined
from himmeli.plugins.events import subscribe

from .models import Invitation
from .services import close_invitation


@subscribe(MemberJoined)
def close_open_invitation(event):
    """Somebody invited came in by another door: she gets what the invitation promised, and it is closed."""
    user = get_user_model().objects.filter(pk=event.user_id).first()
    if user is None:
        return
    for invitation in Invitation.objects.open().of_address(user.email):
        close_invitation(invitation=invitation, user=user)
        for name in invitation.roles:
            if roles.get(name):
                grant_role(user, name)
