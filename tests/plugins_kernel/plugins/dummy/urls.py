from django.urls import path

from . import views

urlpatterns = [path("notes/", views.notes, name="notes")]
api_urlpatterns = [path("notes/", views.api_notes, name="notes")]
