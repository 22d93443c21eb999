"""Blocks that pages may be composed of. The core and plugins offer theirs here; streams ask for what is active."""

from dataclasses import dataclass

from wagtail.blocks import Block

from himmeli.plugins.registry import Registry

# Where a block may stand: the body of a page, a section shared by pages, inside a column, inside a post or another long
# text.
PAGE, SECTION, COLUMN, TEXT = "page", "section", "column", "text"
# There a block makes no section of its own, so that the look of a section is not asked for.
WITHOUT_LOOK = {COLUMN, TEXT}


@dataclass(frozen=True)
class Offer:
    block: Block
    places: frozenset[str]
    same_for_all: bool = False


offers: Registry[Offer] = Registry("blocks")


def offer_block(
    name: str,
    block: Block,
    *,
    places=(PAGE, COLUMN),
    order: int = 0,
    plugin: str | None = None,
    same_for_all: bool = False,
) -> Block:
    """Offer a block under a name that is stored in pages for good: choose it well, it can't be changed lightly.

    `places` are the streams it may stand in; what may stand on a page may stand in a shared section, too, unless it
    shows one itself (`shows_section = True`). The plugin is told from the block's class.

    `same_for_all` says that it shows the same to everybody until content changes: its HTML is then kept, and its
    template gets its value alone, nothing of the page, the request or the person. Not for what holds other blocks.
    """
    from himmeli.plugins.ownership import owner_of

    block.set_name(name)
    if PAGE in places and not getattr(block, "shows_section", False):
        places = (*places, SECTION)
    offers.register(
        name, Offer(block, frozenset(places), same_for_all), order=order, plugin=plugin or owner_of(type(block))
    )
    return block


def offered_blocks(place: str) -> dict[str, Block]:
    """{name: block} that editors may use in a place now."""
    offered = {entry.name: entry.value.block for entry in offers.active() if place in entry.value.places}
    if place not in WITHOUT_LOOK:
        return offered
    return {name: getattr(block, "without_look", block) for name, block in offered.items()}


def known_block(name: str) -> Block | None:
    """The block of that name if it is active, wherever it is offered: a block that lost a place is still shown."""
    entry = offers.get(name)
    return entry.value.block if entry else None
