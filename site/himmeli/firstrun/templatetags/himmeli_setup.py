from django import template

register = template.Library()


@register.filter
def is_chosen(field, value) -> bool:
    """Whether a value is the choice of a field, or among its choices."""
    chosen = field.value()
    return value in chosen if isinstance(chosen, list | tuple) else value == chosen
