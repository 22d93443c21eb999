"""What a member may do: follow a talk, and change her own comment for a quarter of an hour."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..exceptions import CommentsClosed, TooLate
from ..forms import EditCommentForm
from ..models import Comment
from ..permissions import may_change_comment
from ..services import edit_comment, erase_comment, follow_talk, stop_following
from .public import readable_post


@login_required
@require_POST
def follow(request, post_id):
    """Begin or stop to hear of new comments on a post."""
    post = readable_post(request, post_id)
    said = "not-following"
    if request.POST.get("follow") == "1":
        try:
            follow_talk(post=post, actor=request.user)
            said = "following"
        except CommentsClosed:
            said = "closed"
    else:
        stop_following(post=post, actor=request.user)
    return redirect(f"{post.get_url(request)}?comment={said}#comment-said")


@login_required
def edit(request, comment_id):
    comment = _own(request, comment_id)
    form = EditCommentForm(request.POST or None, initial={"body": comment.body})
    if not may_change_comment(request.user, comment):
        return _page(request, comment, None, 403)
    if form.is_valid():
        try:
            edit_comment(comment=comment, body=form.cleaned_data["body"], actor=request.user)
        except TooLate:
            return _page(request, comment, None, 403)
        return redirect(_place(request, comment, "waiting" if comment.is_waiting else "changed"))
    return _page(request, comment, form, 422 if form.is_bound else 200)


@login_required
def erase(request, comment_id):
    comment = _own(request, comment_id)
    if not may_change_comment(request.user, comment):
        return _page(request, comment, None, 403)
    if request.method != "POST":
        return render(request, "blog/erase_comment.html", {"page": comment.post, "comment": comment})
    try:
        erase_comment(comment=comment, actor=request.user)
    except TooLate:
        return _page(request, comment, None, 403)
    return redirect(_place(request, comment, "removed"))


def _own(request, comment_id):
    """Hers, or not found: nobody learns from an address whose comment it is."""
    return get_object_or_404(Comment.objects.select_related("post"), pk=comment_id, user=request.user)


def _place(request, comment, said):
    return f"{comment.post.get_url(request)}?comment={said}#comment-said"


def _page(request, comment, form, status):
    context = {"page": comment.post, "comment": comment, "form": form, "title": _("Change your comment")}
    return render(request, "blog/edit_comment.html", context, status=status)
