from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import FormAnswer
from .services import delete_old_answers


def answers_of(user):
    """The answers in which somebody gave the user's e-mail address as an answer of its own."""
    address = user.email.strip().casefold()
    if not address:
        return []
    rows = FormAnswer.objects.filter(form_data__icontains=address).select_related("page")
    return [row for row in rows if address in {str(value).strip().casefold() for value in row.form_data.values()}]


def export_answers(user):
    return [
        {"form": answer.page.title, "sent": answer.submit_time.isoformat(), **answer.form_data}
        for answer in answers_of(user)
    ]


def erase_answers(user):
    return FormAnswer.objects.filter(pk__in=[answer.pk for answer in answers_of(user)]).delete()[0]


declare(
    FormAnswer,
    purpose=_("To read and answer what visitors send with the site's forms."),
    basis=_("Consent: whoever fills in a form sends it herself."),
    retention=_("As long as the form says, a year for most. Older answers are deleted by themselves."),
    export=export_answers,
    erase=erase_answers,
    retain=delete_old_answers,
)
