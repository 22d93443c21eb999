from django import template

from himmeli.accounts import demo

register = template.Library()

register.simple_tag(demo.demo_sign_ins)
