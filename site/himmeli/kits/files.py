from django.core.files.images import ImageFile

from himmeli.media.models import File, Picture

from .loading import read_toml


def load_images(loading):
    """The pictures named in images/*.toml, with what is said of them in the kit's first language."""
    language = loading.languages[0]
    for path in sorted((loading.folder / "images").glob("*.toml")):
        for name, facts in read_toml(path).items():
            if not loading.was_made(f"image:{name}"):
                loading.remember(f"image:{name}", _make_picture(path.parent / facts["file"], facts, language))


def _make_picture(source, facts, language):
    with source.open("rb") as file:
        picture = Picture(
            title=_in(facts["title"], language),
            description=_in(facts["alt"], language),
            licence=facts.get("licence", "CC BY 4.0"),
        )
        picture.file = ImageFile(file, name=source.name)
        picture.width, picture.height = picture.file.width, picture.file.height
        _set_focus(picture, facts.get("focal_point"))
        picture.save()
    return picture


def load_documents(loading):
    for document in loading.data.get("documents", ()):
        source = loading.folder / "documents" / document["file"]
        if loading.was_made(f"document:{document['key']}"):
            continue
        with source.open("rb") as file:
            stored = File(title=_in(document["title"], loading.languages[0]))
            stored.file.save(source.name, file, save=False)
            stored.file_size = stored.file.size
            stored.save()
        loading.remember(f"document:{document['key']}", stored)


def _in(texts, language):
    return texts.get(language) or next(iter(texts.values()), "") if isinstance(texts, dict) else texts or ""


def _set_focus(picture, point):
    """A point in per cent becomes a small box around it."""
    if not point:
        return
    x, y = point
    picture.focal_point_x, picture.focal_point_y = round(picture.width * x / 100), round(picture.height * y / 100)
    picture.focal_point_width = picture.focal_point_height = round(min(picture.width, picture.height) / 4)
