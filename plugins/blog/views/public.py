"""Comments as visitors and members send them."""

from allauth.account.adapter import get_adapter
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ..exceptions import CommentsClosed, TooManyComments
from ..models import Comment
from ..pages import PostPage
from ..permissions import may_comment
from ..services import post_comment, stop_notices
from ..services.defences import form_token, is_filled_by_robot
from ..services.telling import STOP_SALT
from .talk import comment_form


@require_POST
def comment(request, post_id):
    """Take a comment on a post."""
    return _comment_on(request, readable_post(request, post_id), None)


@never_cache
def reply(request, comment_id):
    """The page for answering a comment."""
    parent = get_object_or_404(Comment.objects.select_related("user"), pk=comment_id, status=Comment.Status.SHOWN)
    return _comment_on(request, readable_post(request, parent.post_id), parent)


def readable_post(request, post_id):
    """A post that this person may read, or Http404."""
    post = get_object_or_404(PostPage.objects.live(), pk=post_id)
    if not all(restriction.accept_request(request) for restriction in post.get_view_restrictions()):
        raise Http404
    return post


def _comment_on(request, post, parent):
    form = comment_form(request.user, post, request.POST if request.method == "POST" else None)
    if not may_comment(request.user, post):
        return _form_page(request, post, parent, None, status=403)
    if request.method == "POST" and form.is_valid():
        try:
            posted = _post(request, post, parent, form)
        except CommentsClosed:
            return _form_page(request, post, parent, None, status=403)
        except TooManyComments:
            form.add_error(
                None, _("You have sent many comments in a short time. Wait ten minutes and send this again.")
            )
        else:
            if posted is not None:
                return redirect(_place_of(posted, request))
    return _form_page(request, post, parent, form, status=422 if form.is_bound else 200)


def _post(request, post, parent, form):
    """The comment, or None when the form came back too soon: then the person is asked to press once more."""
    data = form.cleaned_data
    is_visitor = not request.user.is_authenticated
    if is_visitor and not form.is_trapped and is_filled_by_robot(data["token"], post.pk):
        form.add_error(None, _("That was very fast. Read your comment once more and send it again."))
        form.data = form.data.copy()
        form.data["token"] = form_token(post.pk)
        return None
    return post_comment(
        post=post,
        parent=parent,
        body=data["body"],
        actor=request.user,
        sender=f"address {get_adapter().get_client_ip(request)}" if is_visitor else f"member {request.user.pk}",
        name=data.get("name", ""),
        email=data.get("email", ""),
        wants_notice=data["wants_notice"],
        language=get_language(),
        is_trapped=form.is_trapped,
    )


def _place_of(posted, request):
    """Where the comment stands in its post, with what to say about it. Spam is told that it waits."""
    url = posted.post.get_url(request)
    if posted.status != Comment.Status.SHOWN:
        return f"{url}?comment=waiting#comment-said"
    number = posted.post.page_of_comment(posted)
    return f"{url}?comment=shown{f'&page={number}' if number > 1 else ''}#{posted.anchor}"


def _form_page(request, post, parent, form, status):
    context = {"page": post, "post": post, "parent": parent, "form": form}
    response = render(request, "blog/comment_page.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt
@never_cache
def stop_notices_page(request, token):
    """Where the link at the end of a notice leads: no more notices of answers to this address.

    The signed link is the secret, so that mail programs can press the button for the reader (RFC 8058).
    """
    try:
        email = signing.loads(token, salt=STOP_SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    if request.method == "POST":
        stop_notices(email=email)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=204)
    return render(request, "blog/stop_notices.html", {"email": email, "is_done": request.method == "POST"})
