from django.urls import path

from .views import public

app_name = "invitations"
urlpatterns = [path("<str:token>/", public.accept, name="accept")]
