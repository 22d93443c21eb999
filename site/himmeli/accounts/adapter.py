from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a coordinator: nobody signs up by herself until the cooperative opens its door."""

    def is_open_for_signup(self, request):
        return False
