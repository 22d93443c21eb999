"""Offers the blocks that every site has. Their names and fields are stored in pages for good."""

from .action_blocks import ButtonsBlock, ContactFormBlock, HeroBlock
from .layout_blocks import ColumnsBlock, DividerBlock, InnerColumnsBlock, ReusableBlock
from .list_blocks import (
    AccordionBlock,
    CardsBlock,
    FeaturesBlock,
    FiguresBlock,
    PeopleBlock,
    StepsBlock,
    TableBlock,
    TabsBlock,
)
from .media_blocks import DownloadsBlock, GalleryBlock, ImageBlock, LogosBlock, MapBlock, VideoBlock
from .registry import COLUMN, PAGE, TEXT, offer_block
from .text_blocks import HeadingBlock, NoticeBlock, QuoteBlock, RichTextBlock

EVERYWHERE = (PAGE, COLUMN, TEXT)

OFFERED = [
    ("hero", HeroBlock(), (PAGE,)),
    ("rich_text", RichTextBlock(), EVERYWHERE),
    ("heading", HeadingBlock(), EVERYWHERE),
    ("image", ImageBlock(), EVERYWHERE),
    ("gallery", GalleryBlock(), (PAGE, TEXT)),
    ("quote", QuoteBlock(), EVERYWHERE),
    ("buttons", ButtonsBlock(), EVERYWHERE),
    ("cards", CardsBlock(), (PAGE,)),
    ("columns", ColumnsBlock(), (PAGE,)),
    ("inner_columns", InnerColumnsBlock(), (COLUMN,)),
    ("features", FeaturesBlock(), (PAGE, COLUMN)),
    ("steps", StepsBlock(), EVERYWHERE),
    ("accordion", AccordionBlock(), EVERYWHERE),
    ("tabs", TabsBlock(), (PAGE, COLUMN)),
    ("table", TableBlock(), EVERYWHERE),
    ("figures", FiguresBlock(), (PAGE, COLUMN)),
    ("people", PeopleBlock(), (PAGE,)),
    ("logos", LogosBlock(), (PAGE,)),
    ("downloads", DownloadsBlock(), EVERYWHERE),
    ("video", VideoBlock(), EVERYWHERE),
    ("map", MapBlock(), (PAGE, COLUMN)),
    ("contact_form", ContactFormBlock(), (PAGE, COLUMN)),
    ("notice", NoticeBlock(), EVERYWHERE),
    ("divider", DividerBlock(), EVERYWHERE),
    ("reusable", ReusableBlock(), (PAGE,)),
]

# They hold other blocks, or a form that is each visitor's own.
DIFFERENT = {"columns", "inner_columns", "contact_form", "reusable"}

for order, (name, block, places) in enumerate(OFFERED):
    offer_block(name, block, places=places, order=order, same_for_all=name not in DIFFERENT)
