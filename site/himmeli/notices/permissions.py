"""Who may write the texts of e-mails anew."""

CHANGE = "notices.change_noticetext"


def may_change_texts(user) -> bool:
    return user.is_authenticated and user.has_perm(CHANGE)
