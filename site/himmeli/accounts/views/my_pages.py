"""A member's front door, and what she says of herself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from himmeli.plugins.waiting import what_waits_for

from ..permissions import works_in_office
from ..portraits import remove_portrait, set_portrait
from ..profile_form import ProfileForm
from ..roles import roles_of
from ..sections import sections_for
from ..settings_pages import settings_pages_for


@login_required
@never_cache
def home(request):
    context = {
        "waiting": what_waits_for(request.user),
        "sections": sections_for(request),
        "roles": roles_of(request.user),
        "has_office": works_in_office(request.user),
    }
    return render(request, "accounts/home.html", context)


@login_required
@never_cache
def settings_list(request):
    return render(request, "accounts/settings.html", {"pages": settings_pages_for(request.user)})


@login_required
@never_cache
def profile(request):
    form = ProfileForm(request.POST or None, request.FILES or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        if form.cleaned_data["picture"]:
            set_portrait(user=user, file=form.cleaned_data["picture"])
        elif form.cleaned_data.get("remove_picture"):
            remove_portrait(user=user)
        # In the language that she has just chosen.
        with override(user.language):
            messages.success(request, _("Your profile is saved."))
            return redirect(reverse("accounts:profile"))
    if form.errors:
        # What is shown of her is what is saved, not what was typed.
        request.user.refresh_from_db()
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)
