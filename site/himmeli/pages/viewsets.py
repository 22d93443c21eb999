from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Pattern, ReusableSection


class ReusableSectionViewSet(SnippetViewSet):
    model = ReusableSection
    icon = "h-layers"
    menu_name = "shared-sections"
    menu_label = _("Shared sections")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["name", "locale", LiveStatusTagColumn()]
    search_fields = ["name"]


class PatternViewSet(SnippetViewSet):
    model = Pattern
    icon = "h-layout-grid"
    menu_name = "patterns"
    menu_label = _("Patterns")
    menu_order = 330
    add_to_admin_menu = True
    list_display = ["name", "description", "locale"]
    search_fields = ["name", "description"]
