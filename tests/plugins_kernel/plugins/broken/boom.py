class Boom(Exception):
    pass


def boom(*args, **kwargs):
    raise Boom("boom")
