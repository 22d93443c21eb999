from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from himmeli.firstrun.views import to_begin
from himmeli.office import urls as office_urls
from himmeli.office.languages import to_front_page
from himmeli.plugins.routing import plugin_api_patterns, plugin_patterns
from himmeli.themes.views import theme_stylesheet

handler404 = "himmeli.seo.errors.page_not_found"
handler500 = "himmeli.seo.errors.server_error"

urlpatterns = [
    path("", to_front_page),
    path("admin/", include(office_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("theme/<slug:name>.css", theme_stylesheet, name="theme_stylesheet"),
    path("api/", include(plugin_api_patterns())),
    path("", include("himmeli.media.urls")),
    path("", include("himmeli.seo.addresses")),
    path("setup/", to_begin),
]

urlpatterns += i18n_patterns(
    path("setup/", include("himmeli.firstrun.urls")),
    path("accounts/", include("himmeli.accounts.sign_in_urls")),
    path("accounts/", include("allauth.urls")),
    path(format_lazy("{}/", pgettext_lazy("address", "my")), include("himmeli.accounts.urls")),
    path(format_lazy("{}/", pgettext_lazy("address", "invitation")), include("himmeli.invitations.urls")),
    path(format_lazy("{}/", pgettext_lazy("address", "teams")), include("himmeli.teams.urls")),
    path("", include("himmeli.search.addresses")),
    path("", include("himmeli.privacy.addresses")),
    path("", include("himmeli.notices.addresses")),
    *plugin_patterns(),
    path("", include(wagtail_urls)),
)
