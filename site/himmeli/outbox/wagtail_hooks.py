from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_see_emails
from .views import EmailsView, EmailView


class EmailsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_emails(request.user)


@hooks.register("register_reports_menu_item")
def emails_entry():
    return EmailsMenuItem(_("E-mails"), reverse("outbox_emails"), name="emails", icon_name="mail", order=50)


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("emails/", EmailsView.as_view(), name="outbox_emails"),
        path("emails/results/", EmailsView.as_view(results_only=True), name="outbox_emails_results"),
        path("emails/<int:pk>/", EmailView.as_view(), name="outbox_email"),
    ]


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(
        content_type__app_label="outbox", codename__in=["view_email", "change_email"], content_type__model="email"
    )
