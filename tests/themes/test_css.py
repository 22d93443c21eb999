import pytest

from himmeli.themes.css import is_plain_value, squeeze
from himmeli.themes.exceptions import ThemeError


@pytest.mark.parametrize(
    "value",
    [
        "3px",
        "clamp(1rem, .6rem + 1.6vw, 2rem)",
        "0 1px 2px rgb(0 0 0 / .4)",
        "Georgia, 'Times New Roman', serif",
        "-.02em",
    ],
)
def test_plain_values_are_let_through(value):
    assert is_plain_value(value)


@pytest.mark.parametrize(
    "value",
    [
        "3px;} body{display:none",
        "3px} :root{--x:1",
        "</style><script>",
        "/* open",
        "url(https://example.org/x)",
        "URL (x)",
        "image-set('x' 1x)",
        "'open",
        "calc(1px",
        "1px)",
        "a\nb",
        "\\7d",
        "@import x",
        "1px !important",
    ],
)
def test_values_that_could_end_the_declaration_or_fetch_are_not(value):
    assert not is_plain_value(value)


def test_squeezing_leaves_strings_as_they_are():
    assert squeeze('a::before {\n  content: "a  /* b */  }";\n}') == 'a::before { content: "a  /* b */  }"; }'


def test_squeezing_takes_comments_and_space():
    assert squeeze("/* why */\n a  {\n color : red }\n") == "a { color : red }"


@pytest.mark.parametrize(
    ("css", "reason"),
    [
        ("a { color: red", "line 1: { is opened and never closed"),
        ("a { }\n}", "line 2: } closes nothing"),
        ("a { color: rgb(1 2 3 }", "line 1: } closes nothing"),
        ("/* for ever", "line 1: /* is opened and never closed"),
        ('a { content: "x\n }', 'line 1: " is opened and never closed'),
        ("@import 'x.css';", "@import is not possible: name the file in `stylesheets` of theme.toml"),
    ],
)
def test_css_that_does_not_hold_together_is_refused_with_its_line(css, reason):
    with pytest.raises(ThemeError) as refused:
        squeeze(css)

    assert str(refused.value) == reason


def test_addresses_are_rewritten_but_data_and_fragments_are_not():
    css = "a { background: url(img/x.png); mask: url('data:image/svg+xml,<svg/>'); clip-path: url(#cut) }"

    squeezed = squeeze(css, lambda address: f"/static/{address}")

    assert squeezed == (
        "a { background: url(\"/static/img/x.png\"); mask: url('data:image/svg+xml,<svg/>'); clip-path: url(#cut) }"
    )


@pytest.mark.parametrize("address", ["https://example.org/x.png", "//example.org/x.png", "/etc/x.png", "javascript:x"])
def test_addresses_outside_of_the_theme_are_refused(address):
    with pytest.raises(ThemeError):
        squeeze(f"a {{ background: url({address}) }}", lambda given: given)
