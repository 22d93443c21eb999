from wagtail.snippets.models import register_snippet

from .viewsets import IdentityViewSet

register_snippet(IdentityViewSet)
