"""What of MathML browsers draw (MathML Core), and how what the library writes comes to look as in print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element

_ARITY = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
ELEMENTS = (*_ARITY, *("mrow", "mi", "mn", "mo", "mtext", "mspace", "msqrt", "mstyle", "mphantom"))
TABLES = ("mtable", "mtr", "mtd")
_TRUTH = re.compile(r"true|false")
_LENGTH = re.compile(r"(?:-?\d|[1-4]\d|-?(?=\.))(?:\.\d{1,6})?(?:em|ex|px)?")  # beyond these it leaves the page
_ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("stretchy", "fence", "accent", "accentunder", "movablelimits", "displaystyle"), _TRUTH),
    **dict.fromkeys(("width", "height", "depth", "minsize", "maxsize", "lspace", "rspace", "linethickness"), _LENGTH),
    "form": re.compile(r"prefix|infix|postfix"),
    "scriptlevel": re.compile(r"[+-]?\d"),
    "mathcolor": re.compile(r"[a-z]{3,20}|#[0-9a-fA-F]{3,6}"),
}
ATTRIBUTES = (*_ATTRIBUTES, "mathvariant")
CLASSES = {"mtable": {"aligned"}, "mtd": {"left", "right", "equation-number"}, "mrow": {"overline", "underline"}}
_DROPPED = {"rowspacing", "columnspacing", "columnalign"}  # the style sheet says them
_NAMED_LENGTHS = {"negativethinmathspace": "-0.167em"}
_LIMITS = {"lim", "max", "min", "sup", "inf", "limsup", "liminf", "lim sup", "lim inf", "argmax", "argmin"}
_PRIMES = "′″‴⁗"
_BARS = "|‖∥"
_THIN = "0.167em"
_BOLD_ITALIC = {"A": 0x1D468, "a": 0x1D482}
_UNREAD = re.compile(r"[\\&$]")  # a command that was not known, a mark of a table, a formula within a text


class NotDrawn(Exception):
    """A formula that the browser would draw wrongly, or not at all."""


def to_core(root: Element, *, block: bool) -> Element:
    """A row of what browsers draw as it is meant.

    Args:
        root: the `math` element that the library made.
        block: whether the formula is a line of its own, in which limits stand below their names.

    Raises:
        NotDrawn: a formula that the browser would draw wrongly, or not at all.
    """
    made = Element("mrow")
    children = list(root)
    while len(children) == 1 and children[0].tag == "mrow":
        children = list(children[0])
    made.extend(_row(children, block))
    return made


def _row(children: list[Element], block: bool) -> list[Element]:
    """Elements beside each other, with the space that stands around the name of a function."""
    found = [each for child in children for each in _element(child, block)]
    spaced: list[Element] = []
    for before, each in zip([None, *found], found, strict=False):
        if before is not None and (_is_function(before) or _is_function(each)) and _touch(before, each):
            spaced.append(Element("mspace", {"width": _THIN}))
        spaced.append(each)
    return spaced


def _touch(before: Element, each: Element) -> bool:
    """Whether two elements would touch: neither is a sign with a space of its own, nor a bracket."""
    return not {_core(before).tag, _core(each).tag} & {"mo", "mspace", "mtext"} and not _is_bracketed(each)


def _is_bracketed(element: Element) -> bool:
    return element.tag == "mrow" and len(element) > 0 and element[0].tag == "mo"


def _core(element: Element) -> Element:
    """The base of an element with scripts, and of a row of one."""
    while len(element) and (element.tag in {"msub", "msup", "msubsup", "munder"} or len(element) == 1):
        element = element[0]
    return element


def _is_function(element: Element) -> bool:
    core = _core(element)
    return core.tag == "mi" and len(core.text or "") > 1 and (core.text or "").replace(" ", "").isalpha()


def _element(element: Element, block: bool) -> Iterator[Element]:
    """What stands for one element of the library's: itself with its parts looked through, or several."""
    tag, text = element.tag, unescape(element.text or "")
    if tag in {"mi", "mn", "mo", "mtext"}:
        yield from _token(element, text)
        return
    if tag not in ELEMENTS and tag not in TABLES:
        raise NotDrawn(f"{tag} is not drawn")
    if tag in _ARITY and len(element) != _ARITY[tag]:
        raise NotDrawn(f"{tag} lacks a part")
    rebuild = _REBUILT.get(tag)
    if rebuild is not None:
        yield from rebuild(element, block)
        return
    made = Element(tag, _attributes(element))
    if tag in _ARITY:
        made.extend(_single(child, block) for child in element)
    else:
        made.extend(_row(list(element), block))
    yield made


def _attributes(element: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, given in element.attrib.items():
        value = _NAMED_LENGTHS.get(given, given).removeprefix("+")
        if name in _DROPPED or not value:
            continue
        allowed = _ATTRIBUTES.get(name)
        if allowed is None or not allowed.fullmatch(value):
            raise NotDrawn(f"{name}={given} is not drawn")
        found[name] = value
    return found


def _single(element: Element, block: bool) -> Element:
    """One element: a part of a fraction or of a script is exactly one."""
    found = list(_element(element, block))
    if len(found) == 1:
        return found[0]
    row = Element("mrow")
    row.extend(found)
    return row


def _token(element: Element, text: str) -> Iterator[Element]:
    if _UNREAD.search(text):
        raise NotDrawn(f"{text} was not understood")
    variant = element.attrib.pop("mathvariant", None)
    attributes = _attributes(element)
    tag = element.tag
    if tag == "mo" and not text.strip():
        return  # the empty side of a stretching bracket
    if tag == "mo" and (text in _LIMITS or (len(text) > 1 and text.isalpha() and text.isascii())):
        tag, attributes = "mi", {}
    if tag == "mo" and text in _BARS and "form" not in attributes:
        attributes |= {"lspace": "0", "rspace": "0"}
    if variant is not None:
        text, attributes = _in_variant(tag, text, variant, attributes)
    made = Element(tag, attributes)
    made.text = text
    yield made


def _in_variant(tag: str, text: str, variant: str, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Letters of another kind: browsers know `normal` alone, other letters have characters of their own."""
    if variant == "normal":
        return text, attributes | {"mathvariant": "normal"}
    if tag == "mi" and len(text) == 1 and text.isascii() and text.isalpha() and variant in {"italic", "bold-italic"}:
        first = "A" if text.isupper() else "a"
        return text if variant == "italic" else chr(_BOLD_ITALIC[first] + ord(text) - ord(first)), attributes
    raise NotDrawn(f"{variant} is not drawn")


def _rebuilt_row(element: Element, block: bool) -> Iterator[Element]:
    """A row; `3{,}5` is one number, in which the comma has no space."""
    if len(element) == 1 and element[0].tag == "mo" and unescape(element[0].text or "") in ",.:;":
        made = Element("mn")
        made.text = element[0].text
    else:
        made = Element("mrow", _attributes(element))
        made.extend(_row(list(element), block))
    yield made


def _rebuilt_script(element: Element, block: bool) -> Iterator[Element]:
    """A base with scripts: limits below their name, and primes beside it, which are as high as they are drawn."""
    base, *scripts = (_single(child, block) for child in element)
    above = scripts[-1]
    if element.tag == "msup" and above.tag == "mrow" and len(above) > 1 and _is_prime(above[0]):
        base = _with_prime(base, above[0])
        above.remove(above[0])
    elif element.tag != "msub" and _is_prime(above):
        scripted = base
        if element.tag == "msubsup":
            scripted = Element("msub")
            scripted.extend([base, scripts[0]])
        yield _with_prime(scripted, above)
        return
    below = block and element.tag == "msub" and _core(base).text in _LIMITS
    made = Element("munder" if below else element.tag, _attributes(element))
    made.extend([base, *scripts])
    yield made


def _with_prime(base: Element, prime: Element) -> Element:
    row, beside = Element("mrow"), Element("mo", {"lspace": "0", "rspace": "0"})
    beside.text = _core(prime).text
    row.extend([base, beside])
    return row


def _is_prime(element: Element) -> bool:
    core = _core(element)
    return len(core) == 0 and core.text in set(_PRIMES)


def _rebuilt_accent(element: Element, block: bool) -> Iterator[Element]:
    """What stands over or under a base; a line over more than one letter is drawn by the style sheet."""
    base, mark = (_single(child, block) for child in element)
    if mark.text in {"―", "¯", "_"} and not (len(_core(base).text or "") == 1 and len(_core(base)) == 0):
        row = Element("mrow", {"class": "overline" if element.tag == "mover" else "underline"})
        row.extend(list(base) if base.tag == "mrow" else [base])
        yield row
        return
    if mark.text == "―":
        mark.text = "¯" if element.tag == "mover" else "_"
    made = Element(element.tag, _attributes(element))
    made.extend([base, mark])
    yield made


def _rebuilt_table(element: Element, block: bool) -> Iterator[Element]:
    """A table with its lines as a formula's own where it aligns equations; the sides by class."""
    aligned = element.attrib.get("displaystyle") == "true"
    made = Element("mtable", _attributes(element) | ({"class": "aligned"} if aligned else {}))
    for row in element:
        line = Element("mtr")
        for cell in row:
            side = cell.attrib.get("columnalign")
            into = Element("mtd", {"class": side} if side in {"left", "right"} else {})
            into.extend(_row(list(cell), block and aligned))
            line.append(into)
        made.append(line)
    yield made


_REBUILT: Mapping[str, Callable[[Element, bool], Iterator[Element]]] = {
    "mrow": _rebuilt_row,
    "msub": _rebuilt_script,
    "msup": _rebuilt_script,
    "msubsup": _rebuilt_script,
    "mover": _rebuilt_accent,
    "munder": _rebuilt_accent,
    "mtable": _rebuilt_table,
}
