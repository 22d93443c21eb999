from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from himmeli.plugins.routing import plugin_api_patterns, plugin_patterns
from himmeli.themes.views import theme_stylesheet

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("theme/<slug:name>.css", theme_stylesheet, name="theme_stylesheet"),
    path("api/", include(plugin_api_patterns())),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    *plugin_patterns(),
    path("", include(wagtail_urls)),
)
