CHANGE_APPEARANCE = "themes.change_appearance"


def may_change_appearance(user) -> bool:
    return user.is_active and user.has_perm(CHANGE_APPEARANCE)
