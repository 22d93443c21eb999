from allauth.account.utils import get_next_redirect_url, perform_login
from django.contrib.auth import get_user_model
from django.http import Http404
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from himmeli.caching.csrf import full_csrf_check

from .demo import demo_sign_ins


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
