from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from himmeli.plugins.waiting import Waiting, waits

from .models import Comment
from .permissions import may_moderate


@waits(label=gettext_lazy("Comments to read"))
def comments_to_read(user):
    """Comments that wait for approval, to whoever may give it."""
    if not may_moderate(user):
        return []
    url = reverse("wagtailsnippets_blog_comment:list")
    return [Waiting(_("Comments to read"), Comment.objects.waiting().count(), f"{url}?status=waiting")]
