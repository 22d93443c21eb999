from django import template

from himmeli.office import dates

register = template.Library()

register.filter("short_date", dates.short_date)
register.filter("clock", dates.clock)
register.filter("date_and_time", dates.date_and_time)
register.filter("time_since", dates.time_since)
