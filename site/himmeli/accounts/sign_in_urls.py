"""Addresses of signing in that are ours; they stand before allauth's of the same name."""

from django.urls import path

from .views import sessions, sign_in

urlpatterns = [
    path("demo/", sign_in.demo_sign_in, name="account_demo_sign_in"),
    path("login/code/confirm/", sign_in.confirm_login_code, name="account_confirm_login_code"),
    path("sessions/", sessions.list_sessions, name="usersessions_list"),
    path("sessions/end/", sessions.end_other_sessions, name="usersessions_end_others"),
    path("sessions/<int:pk>/end/", sessions.end_session, name="usersessions_end"),
]
