from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from .models import SiteIdentity
from .services import ensure_identity


class IdentityIndexView(IndexView):
    """There is one row a language: the entry of the admin's menu leads straight to its form."""

    def get(self, request, *args, **kwargs):
        identity = ensure_identity(language=request.GET.get("locale"))
        return redirect(reverse("wagtailsnippets_identity_siteidentity:edit", args=[identity.pk]))


class IdentityEditView(EditView):
    success_message = _("The site details are saved. Visitors see them at once.")

    def get_page_subtitle(self):
        return self.object.locale.get_display_name()

    def get_success_url(self):
        return reverse("wagtailsnippets_identity_siteidentity:edit", args=[self.object.pk])

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Site details")},
        ]


class IdentityViewSet(SnippetViewSet):
    model = SiteIdentity
    icon = "site"
    index_view_class = IdentityIndexView
    edit_view_class = IdentityEditView
    copy_view_enabled = False
    add_to_admin_menu = True
    menu_label = _("Site details")
    menu_name = "site-details"
    menu_order = 520
