from django.urls import path

from . import views

urlpatterns = [
    path("demo/", views.demo_sign_in, name="account_demo_sign_in"),
]
