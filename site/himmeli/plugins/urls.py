from django.urls import path

from . import views

app_name = "himmeli_plugins"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:label>/switch/", views.switch, name="switch"),
    path("<str:label>/clear/", views.clear, name="clear"),
    path("<str:label>/use/", views.use, name="use"),
]
