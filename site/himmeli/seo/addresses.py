from django.urls import path
from django.views.generic import RedirectView

from . import views

urlpatterns = [
    path("robots.txt", views.robots, name="seo_robots"),
    path("sitemap.xml", views.sitemap_index, name="seo_sitemap"),
    path("sitemap-<slug:language>-<int:number>.xml", views.sitemap_file, name="seo_sitemap_file"),
    path("favicon.ico", views.favicon, name="seo_favicon"),
    path("favicon.svg", views.favicon_svg, name="seo_favicon_svg"),
    path("icon-<int:size>.png", views.icon, name="seo_icon"),
    path("apple-touch-icon.png", RedirectView.as_view(pattern_name="seo_icon"), {"size": 180}),
    path("site.webmanifest", views.manifest, name="seo_manifest"),
    path("share/<int:page_id>-<slug:digest>.png", views.share_card, name="seo_share"),
]
