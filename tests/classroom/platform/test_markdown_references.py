"""What a text names is found without rendering it, and it is what the rendering parser sees."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from attune.classroom.platform.markdown import find_references
from attune.classroom.platform.markdown import references as module
from attune.classroom.platform.markdown.parser import parser

PIECES = st.sampled_from(
    [
        *(
            "[mean](mean.md)",
            "![bell](bell.png 'A bell')",
            "[mean][m]",
            "[m]",
            "[m]: mean.md 'Mean'",
            "[m]:",
            "/bell.png",
        ),
        *("<https://a.example>", "www.a.example", "https://a.example", "ann@a.example", "mailto:ann@a.example", "[^1]"),
        *(
            "[^1]: see [bell](bell.png)",
            "WWW.A.EXAMPLE",
            "xmpp:ann@a.example",
            "<ann@a.example>",
            "word",
            "*",
            "**",
            "~",
        ),
        *(
            "~~",
            "^",
            "`",
            "```",
            "$",
            "$$",
            "\\(",
            "\\)",
            "\\[",
            "\\]",
            "\\",
            "|",
            "|-|",
            "# ",
            "- [ ] ",
            "> ",
            "1. ",
            ":",
        ),
        *(
            '!!! note "[t](t.md)"',
            "&amp;",
            "&#91;",
            "!",
            "[",
            "]",
            "(",
            ")",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\n",
            " ",
            "  \n",
        ),
    ]
)


def as_rendered(text: str) -> list[tuple[str, str, int]]:
    """The addresses in what the parser makes of a text to render it."""
    found = []
    for block in parser.parse(text, {}):
        line = block.map[0] if block.map else 0
        for token in block.children or []:
            line += token.type in {"softbreak", "hardbreak"}
            if token.type == "image":
                found.append(("picture", str(token.attrs["src"]), line))
            if token.type == "link_open":
                found.append(("link", str(token.attrs["href"]), line))
    return found


@given(st.lists(PIECES, max_size=14).map("".join))
@example("[a\n*b](c.md)*")
@example("*[a*](b.md)")
@example("~[a](b.md)~ ^[c](d.md)^")
@example("*a* www.a.example_b_ *c@d.example*")
def test_links_and_pictures_are_those_of_the_rendered_text(text):
    assert [(each.kind, each.address, each.line) for each in find_references(text)] == as_rendered(text)


def test_paragraphs_that_can_name_nothing_are_not_looked_into(monkeypatch):
    looked_into = []
    parse = module._reader.inline.parse
    monkeypatch.setattr(
        module._reader.inline, "parse", lambda text, *rest: [looked_into.append(text), parse(text, *rest)]
    )
    text = (
        "The *mean* of $x$.\n\nSee [it](mean.md).\n\nAnother **one**; still none, and this text was never read before."
    )
    assert [each.name for each in find_references(text)] == ["mean.md"]
    assert looked_into == ["See [it](mean.md)."]
    find_references(text)
    assert len(looked_into) == 1  # a text that has not changed is not read again
