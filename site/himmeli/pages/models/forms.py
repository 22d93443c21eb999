from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import _split_by_newline_or_comma
from wagtail.contrib.forms.models import AbstractEmailForm, AbstractFormField, AbstractFormSubmission
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from himmeli.blocks.fields import PluginStreamField
from himmeli.blocks.section import SIMPLE_TEXT

from ..base import PAGE_PARENTS, SitePage
from ..visitor_forms import VisitorFormBuilder

# What is asked for after a form was received. Its answer is never kept, so that nobody is thanked for another's.
SENT = "sent"
WITH_CHOICES = {"radio", "dropdown", "checkboxes"}
FIELD_TYPES = [
    ("singleline", _("Short answer")),
    ("multiline", _("Long answer")),
    ("email", _("E-mail address")),
    ("phone", _("Telephone number")),
    ("number", _("Number")),
    ("date", _("Date")),
    ("checkbox", _("One box to tick")),
    ("radio", _("Choices of which one is taken, all shown")),
    ("dropdown", _("Choices of which one is taken, in a list that opens")),
    ("checkboxes", _("Choices of which many can be taken")),
    ("url", _("Web address")),
]


class FormField(AbstractFormField):
    """A question of a form page."""

    page = ParentalKey("pages.FormPage", on_delete=models.CASCADE, related_name="form_fields")
    label = models.CharField(_("question"), max_length=255, help_text=_("Short and clear, such as Your name."))
    field_type = models.CharField(_("kind of answer"), max_length=16, choices=FIELD_TYPES, default="singleline")
    field_type.required_on_save = True
    required = models.BooleanField(_("must be answered"), default=True)
    choices = models.TextField(
        _("choices"), blank=True, help_text=_("One on each line. Only for the kinds of answer that are choices.")
    )
    help_text = models.CharField(
        _("advice"), max_length=255, blank=True, help_text=_("Shown under the question, if it needs explaining.")
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("field_type", classname="formbuilder-type", required_on_save=True),
        FieldPanel("choices", classname="formbuilder-choices"),
        FieldPanel("required"),
        FieldPanel("help_text"),
    ]

    def clean(self):
        super().clean()
        if self.field_type in WITH_CHOICES and len([c for c in _split_by_newline_or_comma(self.choices) if c]) < 2:
            raise ValidationError({"choices": _("Write at least two choices, each on a line of its own.")})


class FormPage(SitePage, AbstractEmailForm):
    """A form: contact, sign-up to a work party, an order for bread."""

    class Keep(models.IntegerChoices):
        MONTH = 30, _("a month")
        SEASON = 90, _("three months")
        YEAR = 365, _("a year")
        ALWAYS = 0, _("until somebody deletes them")

    intro = models.TextField(
        _("introduction"), blank=True, max_length=500, help_text=_("What the form is for, in a sentence or two.")
    )
    body = PluginStreamField(verbose_name=_("content above the form"), blank=True)
    submit_label = models.CharField(
        _("text of the button"), max_length=60, blank=True, help_text=_("A verb, such as Sign up. Empty: Send.")
    )
    thanks = RichTextField(_("thanks"), features=SIMPLE_TEXT, blank=True, help_text=_("Shown when the form is sent."))
    to_address = models.CharField(
        _("send the answers to"),
        max_length=255,
        blank=True,
        validators=AbstractEmailForm._meta.get_field("to_address").validators,
        help_text=_("E-mail addresses, with commas between. The answers are kept on the site in any case."),
    )
    subject = models.CharField(
        _("subject of the e-mail"), max_length=255, blank=True, help_text=_("Empty: the title of the page.")
    )
    keep_answers_for = models.PositiveSmallIntegerField(
        _("keep the answers for"),
        choices=Keep,
        default=Keep.YEAR,
        help_text=_("Older answers are deleted by themselves. Keep what people tell you only as long as you need it."),
    )

    form_builder = VisitorFormBuilder
    content_panels = [
        *SitePage.title_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        InlinePanel("form_fields", label=_("Question"), heading=_("Questions")),
        MultiFieldPanel([FieldPanel("submit_label"), FieldPanel("thanks")], heading=_("Sending")),
        MultiFieldPanel(
            [FieldPanel("to_address"), FieldPanel("subject"), FieldPanel("keep_answers_for")], heading=_("The answers")
        ),
        FormSubmissionsPanel(heading=_("Answers so far")),
    ]
    promote_panels = SitePage.promote_panels
    search_fields = [*AbstractEmailForm.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = PAGE_PARENTS
    subpage_types = []
    template = "pages/form_page.html"
    landing_page_template = "pages/form_page_landing.html"
    menu_icon = "mail"
    page_description = _("Questions that visitors answer. You get the answers by e-mail and as a table.")

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def serve(self, request, *args, **kwargs):
        if request.method == "POST":
            return self._receive(request)
        if SENT in request.GET:
            return self.render_landing_page(request)
        return self._show(request, self.get_form(page=self, user=request.user))

    def _receive(self, request):
        from ..services import receive_answer

        form = self.get_form(request.POST, request.FILES, page=self, user=request.user)
        if not form.has_questions:
            return redirect(self.get_url(request))
        if not form.is_valid():
            return self._show(request, form)
        if not form.is_trapped:
            receive_answer(page=self, form=form, sender=_sender_of(request))
        return redirect(f"{self.get_url(request)}?{SENT}=1")

    def _show(self, request, form):
        context = self.get_context(request)
        context["form"] = form
        return TemplateResponse(request, self.get_template(request), context)

    def get_submission_class(self):
        return FormAnswer

    def get_submissions_list_view_class(self):
        from ..views.answers import AnswersView

        return AnswersView


def _sender_of(request) -> str:
    """Tells two visitors apart who were given the same cached page. Never stored as it is."""
    user = request.user.pk if request.user.is_authenticated else ""
    return f"{request.META.get('REMOTE_ADDR', '')}|{request.META.get('HTTP_USER_AGENT', '')}|{user}"


class FormAnswer(AbstractFormSubmission):
    """What one visitor sent with a form, once."""

    fingerprint = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        ordering = ["-submit_time", "-pk"]
        verbose_name = _("answer to a form")
        verbose_name_plural = _("answers to forms")
        constraints = [models.UniqueConstraint(fields=["fingerprint"], name="pages_answer_once")]
