from dataclasses import dataclass

from django import template

from himmeli.accounts import demo, people_rules, second_step

register = template.Library()

register.simple_tag(demo.demo_sign_ins)
register.simple_tag(people_rules.people_rules)


@dataclass(frozen=True)
class SecondStep:
    is_needed: bool
    is_lacking: bool


@register.simple_tag
def second_step_of(user):
    """Whether a person must have a second step, and whether she lacks it."""
    return SecondStep(second_step.must_have_second_step(user), second_step.lacks_second_step(user))
