from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import AuthorProfile, Comment, TalkFollower
from .services import delete_old_refused, erase_author_profiles_of, erase_comments_of, forget_following_of


def export_comments(user):
    comments = Comment.objects.of_person(user).select_related("post")
    return [
        {
            "post": comment.post.title,
            "comment": comment.body,
            "name": comment.author_name,
            "email": comment.email,
            "state": comment.get_status_display(),
            "written": comment.created_at.isoformat(),
            "wants notice": comment.wants_notice,
        }
        for comment in comments
    ]


def export_author_profiles(user):
    profiles = AuthorProfile.objects.filter(user=user).select_related("locale")
    return [
        {
            "name": profile.name,
            "role": profile.role,
            "bio": profile.bio,
            "language": profile.locale.language_code,
        }
        for profile in profiles
    ]


def export_followed_talks(user):
    followed = TalkFollower.objects.filter(user=user).select_related("post")
    return [{"post": each.post.title, "since": each.since.isoformat()} for each in followed]


declare(
    Comment,
    purpose=_("To show comments under posts, and to tell those who asked when somebody answers."),
    basis=_("Consent: whoever comments writes her name herself, and may leave the e-mail address out."),
    retention=_("As long as the post is on the site. Rejected comments and spam are deleted after 30 days."),
    export=export_comments,
    erase=erase_comments_of,
    retain=delete_old_refused,
)
declare(
    AuthorProfile,
    purpose=_("To tell readers who wrote a post."),
    basis=_("Consent: authors agree on their profile with the cooperative."),
    retention=_("As long as the author's posts are on the site."),
    export=export_author_profiles,
    erase=erase_author_profiles_of,
)
declare(
    TalkFollower,
    purpose=_("To tell those who follow the talk under a post of new comments."),
    basis=_("Consent: whoever follows has asked for it."),
    retention=_("Until the member stops following, or the post is deleted."),
    export=export_followed_talks,
    erase=forget_following_of,
)
