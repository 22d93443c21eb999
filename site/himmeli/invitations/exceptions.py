class InvitationClosed(Exception):
    """It was used, taken back, is too old, or was never made."""


class AlreadyMember(Exception):
    """Somebody signs in with that address already."""


class AlreadyInvited(Exception):
    """An invitation to that address is on its way."""


class RoleNotYours(Exception):
    """Somebody gave a role that she may not give."""
