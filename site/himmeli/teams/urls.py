from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from .views import leader, public

NEW, CHANGE = pgettext_lazy("address", "new"), pgettext_lazy("address", "change")
JOIN, LEAVE = pgettext_lazy("address", "join"), pgettext_lazy("address", "leave")
SHOW, PEOPLE = pgettext_lazy("address", "show-me"), pgettext_lazy("address", "people")

app_name = "teams"
urlpatterns = [
    path("", public.team_list, name="list"),
    # With a dash in front, which no team's own name has.
    path(format_lazy("-{}/", NEW), leader.make, name="make"),
    path("<slug:slug>/", public.detail, name="detail"),
    path(format_lazy("<slug:slug>/{}/", JOIN), public.join, name="join"),
    path(format_lazy("<slug:slug>/{}/", LEAVE), public.leave, name="leave"),
    path(format_lazy("<slug:slug>/{}/", SHOW), public.show_me, name="show_me"),
    path(format_lazy("<slug:slug>/{}/", CHANGE), leader.change, name="change"),
    path(format_lazy("<slug:slug>/{}/", PEOPLE), leader.people, name="people"),
    path(format_lazy("<slug:slug>/{}/<int:pk>/", PEOPLE), leader.change_place, name="change_place"),
]
