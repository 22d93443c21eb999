from django.urls import path, re_path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from .views import feeds, member, public

KIND = r"(?P<kind>rss|atom)\.xml$"
FEED, COMMENT = pgettext_lazy("address", "feed"), pgettext_lazy("address", "comment")
CATEGORY, AUTHOR = pgettext_lazy("address", "category"), pgettext_lazy("address", "author")

app_name = "blog"
urlpatterns = [
    re_path(format_lazy("^{}/{}", FEED, KIND), feeds.feed, name="feed"),
    re_path(
        format_lazy("^{}/{}/(?P<slug>[-\\w]+)/{}", FEED, CATEGORY, KIND),
        feeds.feed,
        {"of": feeds.CategoryFeed},
        name="category_feed",
    ),
    re_path(
        format_lazy("^{}/{}/(?P<slug>[-\\w]+)/{}", FEED, AUTHOR, KIND),
        feeds.feed,
        {"of": feeds.AuthorFeed},
        name="author_feed",
    ),
    path(
        format_lazy("{}/{}/<int:post_id>/", COMMENT, pgettext_lazy("address", "write")), public.comment, name="comment"
    ),
    path(
        format_lazy("{}/{}/<int:post_id>/", COMMENT, pgettext_lazy("address", "follow")), member.follow, name="follow"
    ),
    path(
        format_lazy("{}/<int:comment_id>/{}/", COMMENT, pgettext_lazy("address", "answer")), public.reply, name="reply"
    ),
    path(
        format_lazy("{}/<int:comment_id>/{}/", COMMENT, pgettext_lazy("address", "change")),
        member.edit,
        name="edit_comment",
    ),
    path(
        format_lazy("{}/<int:comment_id>/{}/", COMMENT, pgettext_lazy("address", "erase")),
        member.erase,
        name="erase_comment",
    ),
    path(
        format_lazy("{}/{}/<str:token>/", COMMENT, pgettext_lazy("address", "no-more-mail")),
        public.stop_notices_page,
        name="stop_notices",
    ),
]
