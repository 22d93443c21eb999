from django.urls import path

from . import views

app_name = "setup"

urlpatterns = [
    path("", views.begin, name="begin"),
    path("check/", views.check, name="check"),
    path("progress/", views.progress, name="progress"),
    path("ready/", views.ready, name="ready"),
    path("picture/<slug:kind>/<str:name>/", views.picture, name="picture"),
    path("<slug:name>/", views.step, name="step"),
]
