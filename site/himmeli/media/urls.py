from django.urls import path, re_path
from wagtail.documents.views.serve import authenticate_with_password

from .views import serve_document, serve_media

urlpatterns = [
    path("documents/<int:document_id>/<str:document_filename>", serve_document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(r"^media/(?P<path>.*)$", serve_media, name="media"),
]
