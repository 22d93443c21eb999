"""A small drawing of a page in a theme's colours, for a theme without a screenshot."""

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" role="img">
<path fill="{ground}" d="M0 0h320v200H0z"/><path fill="{brand}" d="M20 16h46v8H20z"/>
<path fill="{quiet}" d="M200 17h26v5h-26zm36 0h26v5h-26zm36 0h26v5h-26z"/>
<path fill="{tint}" d="M0 36h320v92H0z"/><path fill="{text}" d="M20 56h130v11H20zm0 18h96v11H20z"/>
<rect x="20" y="98" width="58" height="16" rx="2" fill="{brand}"/><path fill="{on_brand}" d="M32 104h34v4H32z"/>
<path fill="none" stroke="{accent}" stroke-width="2" d="M244 46l34 36-34 36-34-36zm0 0v72m-34-36h68"/>
<g fill="{surface}" stroke="{accent}"><path d="M20 140h86v46H20zm97 0h86v46h-86zm97 0h86v46h-86z"/></g>
<path fill="{quiet}" d="M30 152h50v5H30zm0 12h64v4H30zm97-12h50v5h-50zm0 12h64v4h-64z"/>
<path fill="{quiet}" d="M224 152h50v5h-50zm0 12h64v4h-64z"/>
</svg>"""


def draw_miniature(colors: dict) -> str:
    """An SVG of what a page in these colours looks like from afar."""
    return DRAWING.format(**colors)
