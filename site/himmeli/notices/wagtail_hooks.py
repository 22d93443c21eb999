from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_change_texts
from .views import texts


class TextsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_change_texts(request.user)


@hooks.register("register_settings_menu_item")
def texts_entry():
    return TextsMenuItem(
        _("Texts of e-mails"), reverse("notice_texts"), name="notice-texts", icon_name="mail", order=600
    )


@hooks.register("register_admin_urls")
def admin_urls():
    one = "email-texts/<str:kind>/<slug:language>/"
    return [
        path("email-texts/", texts.TextsView.as_view(), name="notice_texts"),
        path(one, texts.TextView.as_view(), name="notice_text"),
        path(f"{one}preview/", texts.PreviewView.as_view(), name="notice_text_preview"),
        path(f"{one}reset/", texts.ResetView.as_view(), name="notice_text_reset"),
    ]


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(content_type__app_label="notices", codename="change_noticetext")


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("himmeli/notices/texts.css"))
