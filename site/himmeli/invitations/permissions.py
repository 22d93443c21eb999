from rules import predicate


@predicate
def may_invite(user) -> bool:
    return bool(user.is_authenticated and user.is_active and user.has_perm("invitations.add_invitation"))
