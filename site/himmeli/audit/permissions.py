PERMISSION = "identity.change_siteidentity"


def may_read_log(user) -> bool:
    """Coordinators and administrators: who looks after the whole site."""
    return user.has_perm(PERMISSION)
