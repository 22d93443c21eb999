from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from himmeli.blocks.fields import PluginStreamField

from ..forms import PatternChoice, SavePatternForm, StartForm
from ..models import ContentPage, HomePage, Pattern
from ..services import insert_pattern, save_as_pattern, start_page

STARTABLE = {model._meta.model_name: model for model in (ContentPage, HomePage)}


def can_start_from_pattern(page_class) -> bool:
    return page_class in STARTABLE.values()


def has_sections(page) -> bool:
    """Whether the page is composed of blocks that patterns hold."""
    fields = {field.name: field for field in type(page)._meta.get_fields()}
    return isinstance(fields.get("body"), PluginStreamField) and fields["body"].place == "page"


class PatternView(WagtailAdminTemplateMixin, FormView):
    header_icon = "h-layers"
    _show_breadcrumbs = True

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self):
        parents = {"url": reverse("wagtailadmin_explore", args=[self.page.pk]), "label": str(self.page)}
        return [parents, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(target=self.page, **kwargs)


class StartView(PatternView):
    """Asked before a new page is made: what is it called, and what does it start from?"""

    template_name = "pages/admin/start.html"
    form_class = StartForm

    @cached_property
    def page_class(self):
        try:
            return STARTABLE[self.kwargs["model_name"]]
        except KeyError:
            raise Http404 from None

    def dispatch(self, request, *args, **kwargs):
        parent = self.page
        is_allowed = parent.permissions_for_user(request.user).can_add_subpage()
        if not is_allowed or self.page_class not in type(parent).creatable_subpage_models():
            raise PermissionDenied
        if not self.page_class.can_create_at(parent):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("A new page")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "patterns": Pattern.objects.for_language_of(self.page.locale)}

    def form_valid(self, form):
        made = start_page(
            page_class=self.page_class,
            parent=self.page,
            title=form.cleaned_data["title"],
            pattern=form.cleaned_data["pattern"],
            actor=self.request.user,
        )
        messages.success(self.request, _("The page is a draft: nobody sees it before you publish it."))
        return redirect("wagtailadmin_pages:edit", made.pk)


class EditedPageView(PatternView):
    """About a page that the user may change."""

    def dispatch(self, request, *args, **kwargs):
        permissions = self.page.permissions_for_user(request.user)
        if not has_sections(self.page) or not permissions.can_edit() or permissions.page_locked():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class InsertView(EditedPageView):
    """Adds a pattern's sections at the end of a page."""

    template_name = "pages/admin/insert.html"
    form_class = PatternChoice

    def get_page_title(self):
        return _("Insert a pattern")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "patterns": Pattern.objects.for_language_of(self.page.locale)}

    def form_valid(self, form):
        insert_pattern(page=self.page, pattern=form.cleaned_data["pattern"], actor=self.request.user)
        messages.success(
            self.request,
            _("The sections of %(pattern)s are now at the end of the page. Write your own words over them.")
            % {"pattern": form.cleaned_data["pattern"]},
        )
        return super().form_valid(form)


class SaveView(EditedPageView):
    """Keeps sections of a page as a pattern of the cooperative's own."""

    template_name = "pages/admin/save.html"
    form_class = SavePatternForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("pages.add_pattern"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Save as a pattern")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "body": self.page.get_latest_revision_as_object().body}

    def form_valid(self, form):
        data = form.cleaned_data
        save_as_pattern(page=self.page, name=data["name"], description=data["description"], item_ids=data["sections"])
        messages.success(
            self.request,
            _("%(pattern)s is now a pattern. You can start new pages from it and insert it into others.")
            % {"pattern": data["name"]},
        )
        return redirect(self.get_success_url())


def preview(request, pattern_id):
    """The pattern alone, in the site's look: what its card shows."""
    pattern = get_object_or_404(Pattern, pk=pattern_id)
    return render(request, "pages/pattern_preview.html", {"object": pattern, "is_sample": True})
