"""What the blog tells people of."""

from django.utils.translation import gettext_lazy as _

from himmeli.notices.kinds import NoticeKind, Placeholder, offer_notice_kind

from .permissions import is_author, may_moderate

WAITING, ON_POST, IN_TALK = "blog.comment_waiting", "blog.comment_on_post", "blog.comment_in_talk"
BLOG = _("Blog")
VALUES = (
    Placeholder("name", _("Who wrote the comment"), _("Raija Lehto")),
    Placeholder("post", _("Title of the post"), _("The bread rises")),
)
SAMPLE = _("I baked it on Sunday, and it was gone by Monday.")

offer_notice_kind(
    NoticeKind(
        name=IN_TALK,
        label=_("Somebody comments in a talk that you take part in or follow"),
        help=_(
            "Answers to your comment, or to the one that you have answered, by e-mail only if you asked for it. Of a "
            "post whose talk you follow, every comment."
        ),
        group=BLOG,
        subject=_("{name} commented in the talk on “{post}”"),
        opening=_("{name} has commented in a talk that you take part in or follow, on the post “{post}”:"),
        why=_("You get this because you asked {site} to tell you of this talk."),
        action=_("Read it and go on"),
        placeholders=VALUES,
        sample_quote=SAMPLE,
        icon="reply",
    )
)
offer_notice_kind(
    NoticeKind(
        name=ON_POST,
        label=_("Somebody comments on your post"),
        help=_("Each comment on a post that you are the author of, once it shows on the site."),
        group=BLOG,
        subject=_("{name} commented on your post “{post}”"),
        opening=_("{name} has commented on your post “{post}”:"),
        why=_("You get this because you are an author at {site}."),
        action=_("Read the comments"),
        placeholders=VALUES,
        sample_quote=SAMPLE,
        meant_for=is_author,
        icon="message-circle",
    )
)
offer_notice_kind(
    NoticeKind(
        name=WAITING,
        label=_("A comment waits for approval"),
        help=_("It shows on the site when you or another has read and approved it."),
        group=BLOG,
        subject=_("A comment waits on “{post}”"),
        opening=_("{name} has commented on the post “{post}”. The comment waits for somebody to read it.\n{reason}"),
        why=_("You get this because you take care of the comments at {site}."),
        action=_("Approve or reject it"),
        placeholders=(*VALUES, Placeholder("reason", _("Why it waits, if there is a reason"), _("Many links"))),
        sample_quote=SAMPLE,
        meant_for=may_moderate,
        icon="message-circle",
    )
)
