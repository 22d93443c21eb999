"""Wagtail's page forms, which say in words what publishing did and stay where the page is."""

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from himmeli.pages.scheduling import NOW, PUBLISH, SCHEDULE, problem_of

from .dates import date_and_time
from .translating import PERMISSION, languages_to_translate, submit_url


class SaysWhatHappened:
    # The hook that Wagtail runs last, after its own message.
    last_hook = "after_edit_page"

    def form_valid(self, form):
        how = self.request.POST.get(PUBLISH)
        if how == SCHEDULE:
            problem = problem_of(
                go_live_at=form.cleaned_data.get("go_live_at"), expire_at=form.cleaned_data.get("expire_at")
            )
            if problem:
                form.add_error("go_live_at", problem)
                return self.form_invalid(form)
        if how == NOW:
            form.cleaned_data["go_live_at"] = form.instance.go_live_at = None
        return super().form_valid(form)

    def run_hook(self, name, *args, **kwargs):
        """Ours takes the place of all that follows the publication: Wagtail's message and its way out."""
        response = super().run_hook(name, *args, **kwargs)
        if name != "after_publish_page" or response:
            return response
        say_published(self.request, self.page)
        return super().run_hook(self.last_hook, self.request, self.page) or self.redirect_away()

    def add_save_confirmation_message(self):
        """Also where a page was approved or sent back: Wagtail says of both that the page is saved."""
        action = getattr(self, "workflow_action", None)
        page = Page.objects.get(pk=self.page.pk).specific if action else None
        if action == "approve" and page.current_workflow_state is None:
            say_published(self.request, page)
        elif action == "reject":
            words = {"page": page.get_admin_display_title()}
            messages.success(self.request, _("“%(page)s” is sent back. Its writer is asked to change it.") % words)
        else:
            super().add_save_confirmation_message()

    def redirect_away(self) -> HttpResponseRedirect:
        return redirect(self.next_url) if self.next_url else redirect(self.get_edit_url())


class PageEditView(SaysWhatHappened, EditView):
    pass


class PageRevertView(SaysWhatHappened, RevisionsRevertView):
    pass


class PageCreateView(SaysWhatHappened, CreateView):
    last_hook = "after_create_page"


class SitePageViewSet(PageViewSet):
    """All page types' views, unless a plugin registers a set for a type of its own."""

    name = "site_pages"
    model = Page
    add_view_class = PageCreateView
    edit_view_class = PageEditView
    revisions_revert_view_class = PageRevertView


def say_published(request, page) -> None:
    scheduled = page.scheduled_revision
    if scheduled is not None and scheduled.approved_go_live_at > timezone.now():
        messages.success(request, _comes_out(page, scheduled.approved_go_live_at))
        return
    buttons = [messages.button(page.url, _("View the page"))] if page.url else []
    if request.user.has_perm(PERMISSION) and languages_to_translate(page):
        buttons.append(messages.button(submit_url(page), _("Translate")))
    text = _("“%(page)s” is published. Visitors see it now.") % {"page": page.get_admin_display_title()}
    hidden = _("It is hidden on %(time)s.") % {"time": date_and_time(page.expire_at)} if page.expire_at else ""
    messages.success(request, f"{text} {hidden}".strip(), buttons=buttons)


def _comes_out(page, moment):
    words = {"page": page.get_admin_display_title(), "time": date_and_time(moment)}
    if page.live:
        return _("The changes to “%(page)s” come out by themselves on %(time)s.") % words
    return _("“%(page)s” comes out by itself on %(time)s.") % words
