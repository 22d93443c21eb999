import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.views import SubmissionsListView

# A spreadsheet would take such a text for a formula, and run it. A telephone number is not one.
FORMULA = re.compile(r"\s*[=+\-@\t\r]")
HARMLESS = re.compile(r"[+-]?[\d\s()./,-]*$")


def _without_formula(value: str) -> str:
    return f"'{value}" if FORMULA.match(value) and not HARMLESS.match(value) else value


def _in_words(value: bool) -> str:
    return _("yes") if value else _("no")


def _listed(values: list) -> str:
    return _without_formula(", ".join(str(value) for value in values))


class AnswersView(SubmissionsListView):
    """The answers to one form, as a table on the screen, a CSV file or an Excel file."""

    page_title = gettext_lazy("Answers")
    custom_value_preprocess = {
        **SubmissionsListView.custom_value_preprocess,
        bool: {"csv": _in_words, "xlsx": _in_words},
        str: {"csv": _without_formula},
        list: {"csv": _listed, "xlsx": _listed},
    }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for row in context.get("data_rows", ()):
            row["fields"] = [_in_words(value) if isinstance(value, bool) else value for value in row["fields"]]
        return context
