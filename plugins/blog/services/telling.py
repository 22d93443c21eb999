"""Who is told of a comment. Part of the transaction that brings or shows it: told if it is there, and only then."""

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from himmeli.notices.services import notify, write_to

from ..models import AuthorProfile, Comment
from ..notices import IN_TALK, ON_POST, WAITING
from ..permissions import moderators
from .following import followers_of

STOP_SALT = "blog.stop-notices"


def tell_of_waiting(comment: Comment) -> None:
    """Everybody who may moderate hears that a comment waits."""
    url = reverse("wagtailsnippets_blog_comment:list")
    context = {**_values(comment), "reason": comment.reason}
    notify(
        WAITING,
        moderators().exclude(pk=comment.user_id),
        context=context,
        url=f"{url}?status=waiting",
        quote=comment.body,
        key=_key(comment),
    )


def tell_of_shown(comment: Comment) -> None:
    """Those who take part in the talk, the authors of the post and those who follow it hear of a comment, each once,
    the first time it shows.

    Who takes part and did not ask for e-mail is told in the site. Visitors who asked get an e-mail. Whoever let it be
    shown has read it.
    """
    if not Comment.objects.filter(pk=comment.pk, answer_told_at=None).update(answer_told_at=timezone.now()):
        return
    talk = list(Comment.objects.in_talk_of(comment).select_related("user")) if comment.parent_id else []
    knows = {comment.user_id, comment.decided_by_id}
    members = {one.user_id for one in talk if one.user_id} - knows
    asked = {one.user_id for one in talk if one.user_id in members and one.wants_notice}
    authors = _authors(comment) - members - knows
    values = {"context": _values(comment), "url": _address_of(comment), "quote": comment.body, "key": _key(comment)}
    followers = followers_of(comment) - authors - knows
    notify(IN_TALK, asked | followers, **values)
    notify(IN_TALK, members - asked - followers, by_email=False, **values)
    notify(ON_POST, authors, **values)
    _write_to_visitors(comment, talk)


def stop_notices(*, email: str) -> int:
    """Send no more e-mails of answers to a visitor's address. Returns how many comments had asked for them."""
    return Comment.objects.filter(wants_notice=True, user=None, email__iexact=email).update(wants_notice=False)


def _write_to_visitors(comment, talk):
    own = comment.email.lower()
    asked = {one.email.lower(): one for one in talk if one.user_id is None and one.email and one.wants_notice}
    for email, one in asked.items():
        if email == own:
            continue
        with override(one.language):
            stop = reverse("blog:stop_notices", args=[signing.dumps(email, salt=STOP_SALT)])
        write_to(
            IN_TALK,
            one.email,
            language=one.language,
            stop_url=stop,
            name=one.name,
            context=_values(comment),
            url=_address_of(comment),
            quote=comment.body,
        )


def _authors(comment):
    keys = comment.post.authors.values("translation_key")
    profiles = AuthorProfile.objects.filter(translation_key__in=keys, user__isnull=False)
    return set(profiles.values_list("user_id", flat=True))


def _values(comment):
    return {"name": comment.author_name, "post": comment.post.title}


def _key(comment):
    return f"comment-{comment.pk}"


def _address_of(comment):
    """Of this site, whatever name the page's own address begins with."""
    parts = comment.post.get_url_parts()
    page = comment.post.query_of_comment(comment)
    return f"{parts[2]}{page}#{comment.anchor}" if parts else ""
