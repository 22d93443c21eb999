"""Who may read the log of e-mails, and send one again."""

VIEW, CHANGE = "outbox.view_email", "outbox.change_email"


def may_see_emails(user) -> bool:
    return user.is_authenticated and user.has_perm(VIEW)


def may_send_again(user) -> bool:
    return user.is_authenticated and user.has_perm(CHANGE)
