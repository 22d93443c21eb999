from wagtail import hooks


@hooks.register("get_avatar_url")
def portrait_url(user, size):
    portrait = getattr(user, "portrait", None)
    return portrait.get_rendition(f"fill-{size * 2}x{size * 2}").url if portrait else None
