"""The slowest pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, fine
from himmeli.health.times import slowest_pages, write_times

# Milliseconds a visitor begins to notice; fewer measured views say nothing.
SLOW, ENOUGH_VIEWS = 1000, 3
SHOWN = 5


def tell_about_pages():
    write_times()
    pages = slowest_pages(50)
    line = _("%(address)s: %(time)s ms")
    slow = [page for page in pages if page[1] > SLOW and page[2] >= ENOUGH_VIEWS]
    if slow:
        text = _("These pages take more than a second to make.")
        advice = _("Few pages need more than twenty blocks or a hundred pictures. Look also at what plugins cost.")
        return [attention(text, advice, details=_lines(slow, line))]
    if not pages:
        return [fine(_("No page views have been measured in the last seven days."))]
    return [fine(_("Pages are made quickly. The slowest of the last seven days:"), details=_lines(pages, line))]


def _lines(pages, line):
    return tuple(line % {"address": place, "time": round(mean)} for place, mean, _views in pages[:SHOWN])


offer_check("pages", gettext_lazy("Speed of pages"), tell_about_pages, order=68)
