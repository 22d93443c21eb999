from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_read_log
from .views import ChangeLogView


class ChangeLogMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read_log(request.user)


@hooks.register("register_reports_menu_item")
def change_log_entry():
    return ChangeLogMenuItem(_("Change log"), reverse("audit_log"), name="change-log", icon_name="history", order=900)


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("change-log/", ChangeLogView.as_view(), name="audit_log"),
        path("change-log/results/", ChangeLogView.as_view(results_only=True), name="audit_log_results"),
    ]


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("himmeli/audit/change_log.css"))
