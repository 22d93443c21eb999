from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from .permissions import may_decide_applications
from .views import applications, second_steps

# What a coordinator does about people, in one place. Apps add theirs by the hook `register_people_menu_item`.
people_menu = Menu(register_hook_name="register_people_menu_item", construct_hook_name="construct_people_menu")


class DecidersMenuItem(MenuItem):
    def is_shown(self, request):
        return may_decide_applications(request.user)


class RulesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("accounts.change_peoplerules")


@hooks.register("get_avatar_url")
def portrait_url(user, size):
    portrait = getattr(user, "portrait", None)
    return portrait.get_rendition(f"fill-{size * 2}x{size * 2}").url if portrait else None


@hooks.register("register_admin_menu_item")
def people_entry():
    return SubmenuMenuItem(_("People"), people_menu, name="people", icon_name="group", order=450)


@hooks.register("register_people_menu_item")
def applications_entry():
    return DecidersMenuItem(
        _("Who wants in"), reverse("people_applications"), name="applications", icon_name="user", order=10
    )


@hooks.register("register_people_menu_item")
def rules_entry():
    return RulesMenuItem(
        _("Rules for people"),
        reverse("wagtailsettings:edit", args=["accounts", "peoplerules"]),
        name="people-rules",
        icon_name="cog",
        order=90,
    )


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("people/applications/", applications.applications, name="people_applications"),
        path("people/applications/<int:pk>/", applications.decide, name="people_decide"),
        path("people/<int:pk>/second-step/", second_steps.take_away, name="people_second_step"),
    ]


@hooks.register("register_user_listing_buttons")
def second_step_button(user, request_user, **kwargs):
    return second_steps.button(user, request_user)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("himmeli.let_in", _("Let in"), _("Let in"))
    actions.register_action("himmeli.not_let_in", _("Not let in"), _("Not let in"))
    actions.register_action("himmeli.second_step_removed", _("Second step taken away"), _("Second step taken away"))
