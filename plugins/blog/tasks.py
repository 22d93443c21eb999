"""E-mails about comments, sent after the page has answered, and the pictures of new posts."""

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks import task

from himmeli.identity.details import site_details
from himmeli.plugins.jobs import job

from .models import Comment
from .pages import PostPage
from .permissions import moderators
from .services import make_pictures
from .services.following import followers_to_tell

STOP_SALT = "blog.stop-notices"


@task()
def tell_moderators(comment_id: int) -> None:
    """Tell everybody who may moderate that a comment waits."""
    comment = _comment(comment_id)
    if comment is None or comment.status != Comment.Status.WAITING:
        return
    address = reverse("wagtailsnippets_blog_comment:list")
    context = {"comment": comment, "address": f"{settings.WAGTAILADMIN_BASE_URL}{address}?status=waiting"}
    for moderator in moderators():
        _send("comment_waiting", moderator.email, moderator.language, context)


@task()
def tell_answered(comment_id: int) -> None:
    """Tell the writer of the comment that was answered, once, if she asked for it and did not answer herself."""
    answer = _comment(comment_id)
    if answer is None or answer.status != Comment.Status.SHOWN or answer.parent is None:
        return
    asked = answer.parent
    email = asked.user.email if asked.user else asked.email
    if not asked.wants_notice or not email or _is_same_person(asked, answer):
        return
    if not Comment.objects.filter(pk=answer.pk, answer_told_at=None).update(answer_told_at=timezone.now()):
        return
    language = asked.user.language if asked.user else asked.language
    _send_stoppable("comment_answered", email, language, {"comment": answer, "asked": asked})


@task()
def tell_followers(comment_id: int) -> None:
    """Tell the authors of the post, and the members who follow its talk, of a comment that is shown; once."""
    comment = _comment(comment_id)
    if comment is None or comment.status != Comment.Status.SHOWN:
        return
    if not Comment.objects.filter(pk=comment.pk, followers_told_at=None).update(followers_told_at=timezone.now()):
        return
    for follower in followers_to_tell(comment):
        context = {"comment": comment, "is_author": follower.is_author}
        _send_stoppable("comment_new", follower.user.email, follower.user.language, context)


@job(every="minute", label=_("Makes the pictures of new posts in the sizes that pages and feeds show"))
def make_pictures_of_posts() -> None:
    """So that publishing is quick, and whoever comes first does not wait either."""
    make_pictures(PostPage.objects.without_pictures().select_related("image", "share_image", "locale"))


def _comment(comment_id):
    return Comment.objects.select_related("post", "user", "parent__user").filter(pk=comment_id).first()


def _is_same_person(one, other):
    if one.user_id or other.user_id:
        return one.user_id == other.user_id
    return one.email.lower() == other.email.lower()


def _send_stoppable(name, address, language, context):
    """Send an e-mail about a comment that is shown, with a link that stops such e-mails."""
    comment = context["comment"]
    with override(language):
        stop = settings.SITE_URL + reverse("blog:stop_notices", args=[signing.dumps(address, salt=STOP_SALT)])
    place = f"{comment.post.full_url}{comment.post.query_of_comment(comment)}#{comment.anchor}"
    context = {**context, "address": place, "stop": stop}
    _send(name, address, language, context, headers={"List-Unsubscribe": f"<{stop}>"})


def _send(name, address, language, context, headers=None):
    """Send an e-mail of two parts, text and HTML, in the receiver's language."""
    with override(language):
        site = site_details(language)
        context = {**context, "site": site, "language": language, "site_name": site.name, "site_email": site.email}
        subject = render_to_string(f"blog/emails/{name}_subject.txt", context).strip()
        mail = EmailMultiAlternatives(
            " ".join(subject.split()),
            render_to_string(f"blog/emails/{name}.txt", context),
            to=[address],
            headers=headers or {},
        )
        mail.attach_alternative(render_to_string(f"blog/emails/{name}.html", context), "text/html")
        mail.send()
