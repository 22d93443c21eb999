"""An administrator helps somebody who has lost her telephone and her recovery codes."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import ListingButton

from ..permissions import may_take_away_second_step
from ..second_step import has_second_step
from ..services import remove_second_step


def take_away(request, pk):
    person = get_object_or_404(get_user_model(), pk=pk)
    if not may_take_away_second_step(request.user, person):
        raise PermissionDenied
    if request.method == "POST":
        remove_second_step(user=person, actor=request.user)
        messages.success(request, _("%(name)s signs in without a second step now.") % {"name": person})
        return redirect("wagtailusers_users:index")
    context = {"person": person, "has_one": has_second_step(person), "page_title": _("Take the second step away")}
    return render(request, "accounts/admin/second_step.html", context)


def button(person, user):
    if may_take_away_second_step(user, person):
        yield ListingButton(
            _("Take the second step away"),
            reverse("people_second_step", args=[person.pk]),
            priority=40,
            icon_name="lock-open",
        )
