from allauth.account.stages import LoginStage
from django.shortcuts import redirect


class ApprovalStage(LoginStage):
    """The last step of signing in: nobody whose account sleeps comes further, whichever way she came."""

    key = "himmeli_approval"
    urlname = "accounts:waiting"

    def handle(self):
        user = self.login.user
        if user is None or user.is_active:
            return None, True
        return redirect("accounts:waiting"), False
