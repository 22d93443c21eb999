"""How Django's forms look: `{{ form }}` gives our fields, with the error summary above them."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Widgets come from Django, the markup around them from the theme's templates."""

    form_template_name = "himmeli/forms/form.html"
    formset_template_name = "himmeli/forms/formset.html"
    field_template_name = "himmeli/forms/field.html"
