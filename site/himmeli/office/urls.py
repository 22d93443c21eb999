"""Admin addresses of ours that stand before Wagtail's own of the same place."""

from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access

from . import views
from .new_page import PageKindsView
from .own_settings import OwnSettingsView
from .page_chooser import PageBrowseView

urlpatterns = [
    path("login/", views.to_sign_in),
    re_path(r"^password_reset/.*$", views.to_password_reset),
    path("account/", require_admin_access(OwnSettingsView.as_view())),
    path("choose-page/", require_admin_access(PageBrowseView.as_view())),
    path("pages/<int:parent_page_id>/add_subpage/", require_admin_access(PageKindsView.as_view())),
]
