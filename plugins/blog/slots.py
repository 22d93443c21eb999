from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from himmeli.identity.details import site_details
from himmeli.plugins.slots import fill

from .views.feeds import feed_address


@fill("page.head", label=gettext_lazy("Addresses of the feeds, for feed readers"))
def feed_links(context):
    """Tells feed readers where the feeds of the site, and of the topic or author shown, are."""
    feeds = [_feed(site_details().name, None)]
    about = context.get("category") or context.get("author")
    if about and context.get("list_title"):
        feeds.append(_feed(_("%(site)s: %(about)s") % {"site": site_details().name, "about": about.name}, about))
    return render_to_string("blog/slots/feed_links.html", {"feeds": [link for pair in feeds for link in pair]})


def _feed(title, about):
    return [{"title": title, "type": kind, "url": feed_address(kind, about)} for kind in ("rss", "atom")]
