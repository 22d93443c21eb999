from allauth.account.internal.stagekit import unstash_login
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.account.views import ConfirmLoginCodeView as AllauthConfirmLoginCodeView
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from himmeli.caching.csrf import full_csrf_check

from ..demo import demo_sign_ins


@full_csrf_check
@sensitive_post_parameters()
@require_POST
def demo_sign_in(request):
    """Sign in as one of the demo's people with one tap. There is no such address on a real site."""
    email = request.POST.get("email", "")
    if email not in {person.email for person in demo_sign_ins()}:
        raise Http404
    user = get_user_model().objects.get(email=email)
    user.backend = "allauth.account.auth_backends.AuthenticationBackend"
    return perform_login(request, user, redirect_url=get_next_redirect_url(request))


class ConfirmLoginCodeView(AllauthConfirmLoginCodeView):
    """Where the code from the e-mail is written. The link in the e-mail brings it along, and one tap is left."""

    def get_initial(self):
        return {**super().get_initial(), "code": self.request.GET.get("code", "")[:20]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, has_code=bool(self.request.GET.get("code")))


_confirm_login_code = ConfirmLoginCodeView.as_view()


@full_csrf_check
@never_cache
def confirm_login_code(request):
    if unstash_login(request, peek=True) is None and "code" in request.GET:
        messages.info(
            request,
            _(
                "Open the link in the browser in which you asked for it, or write the code there. "
                "Or ask for a new code here."
            ),
        )
        return redirect("account_request_login_code")
    return _confirm_login_code(request)


@require_safe
@never_cache
def waiting(request):
    """What somebody sees who has signed up and is not in yet."""
    return render(request, "accounts/waiting.html")
