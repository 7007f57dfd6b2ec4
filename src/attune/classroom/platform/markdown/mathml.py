r"""From TeX to MathML, which the browser sets by itself and which screen readers read.

The library reads most of what lessons hold; what it does not know it writes as if nothing had happened (`\foo` as a
name, a fraction with one part), so what it wrote is looked through, and refused where something is not as it should be.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement

from latex2mathml.converter import convert_to_element

from attune.classroom.platform.markdown.mathml_core import NotDrawn, to_core

LONGEST = 4_000  # characters; beyond that a formula takes longer to read than a page to render
DEEPEST = 40  # braces, environments and stretching brackets within each other

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_NESTING = re.compile(r"\\(?:begin|end|left|right)(?![a-zA-Z])|\\[\\{}]|[{}]")
_WHOLE = re.compile(r"\\begin\{([a-z]+)(\*?)\}(.*)\\end\{\1\2\}", re.DOTALL)
_KEPT = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "cases", "array", "align*")
_ALIGNED = {"align", "aligned", "split"}
_STACKED = {"gather", "gather*", "gathered"}
_OF_EQUATIONS = {"class": "aligned", "displaystyle": "true"}
_NUMBERED = {"align", "gather", "equation"}
# What defines other commands, and what changes numbers; KaTeX keeps both within bounds.
_LEFT_ALONE = re.compile(r"\\(?:(?:re)?newcommand|g?def|x?let|tag|notag|nonumber|ref|eqref|not(?![a-zA-Z]))")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")  # nothing refers to one
_UPRIGHT = re.compile(r"\\mathrm\s*\{([A-Za-z0-9]+)\}")
_NOT = {r"\not=": r"\ne ", r"\not\in": r"\notin "}
_ROW_GAP = re.compile(r"(\\\\)\s*\[-?[\d.]+\s*(?:pt|em|ex|mm)\]")


def to_mathml(tex: str, *, block: bool) -> str | None:
    """A formula as a `math` element, from left to right in any text; None where it has to be set in another way.

    Args:
        tex: what stands between the marks of a formula, or a whole environment.
        block: whether it is a line of its own.
    """
    try:
        prepared, numbered = _prepare(tex)
        found = convert_to_element(prepared, display="block" if block else "inline")
        if any(f"\\begin{{{name}}}" in tex for name in _STACKED):
            for table in found.findall("./mrow/mtable"):
                table.set("displaystyle", "true")
        made = to_core(found, block=block)
        root = Element("math", {"dir": "ltr", **({"display": "block"} if block else {}), "alttext": tex.strip()})
        root.extend(_with_numbers(made) if numbered else list(made))
        return _written(root)
    except NotDrawn:
        return None
    except Exception:  # the library raises what comes up, a LookupError or a StopIteration as well as its own
        return None


def _prepare(tex: str) -> tuple[str, bool]:
    """The TeX as the library reads it, and whether its lines are numbered.

    Raises:
        NotDrawn: a formula that the browser would draw wrongly, or not at all.
    """
    tex = _LABEL.sub("", tex)
    for written, meant in _NOT.items():
        tex = tex.replace(written, meant)
    if len(tex) > LONGEST or not tex.strip() or _LEFT_ALONE.search(tex) or not _is_balanced(tex):
        raise NotDrawn("cannot be read")
    tex = _ROW_GAP.sub(r"\1", _UPRIGHT.sub(r"\\text{\1}", tex.strip()))
    whole = _WHOLE.fullmatch(tex)
    numbered = whole is not None and whole[1] in _NUMBERED and not whole[2]
    if whole is not None and whole[1] == "equation":
        tex = whole[3]
    for _, name in _ENVIRONMENT.findall(tex):
        if name not in _KEPT and name not in _ALIGNED and name not in _STACKED:
            raise NotDrawn(f"{name} is unknown")
    return _ENVIRONMENT.sub(_known_environment, tex), numbered


def _known_environment(found: re.Match[str]) -> str:
    name = "align*" if found[2] in _ALIGNED else "matrix" if found[2] in _STACKED else found[2]
    return f"\\{found[1]}{{{name}}}"


def _is_balanced(tex: str) -> bool:
    """Whether each brace, environment and stretching bracket has its other half; the library would invent it."""
    if _depth(tex) > DEEPEST:
        return False
    depth = 0
    for mark in re.findall(r"(?<!\\)(?:\\\\)*([{}])", tex):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    counts = Counter(re.findall(r"\\(left|right)(?![a-zA-Z])", tex))
    open_environments: list[str] = []
    for kind, name in _ENVIRONMENT.findall(tex):
        if kind == "begin":
            open_environments.append(name)
        elif not open_environments or open_environments.pop() != name:
            return False
    return depth == 0 and counts["left"] == counts["right"] and not open_environments


def _depth(tex: str) -> int:
    """How many parts lie within each other at most, of whatever kind."""
    depth = deepest = 0
    for mark in _NESTING.findall(tex):
        depth += -1 if mark in {"}", "\\end", "\\right"} else 1 if mark in {"{", "\\begin", "\\left"} else 0
        deepest = max(deepest, depth)
    return deepest


def _with_numbers(made: Element) -> list[Element]:
    """The lines with a cell for each number, which the style sheet counts through the page."""
    table = made.find("mtable")
    if len(made) != 1 or table is None:
        table = Element("mtable", dict(_OF_EQUATIONS))
        SubElement(SubElement(table, "mtr"), "mtd").extend(list(made))
    for row in table.findall("mtr"):
        SubElement(row, "mtd", {"class": "equation-number"})
    return [table]


def _written(element: Element) -> str:
    """The element as HTML, in which nothing that was text becomes an element."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    inside = escape(unescape(element.text or ""), quote=False) + "".join(_written(child) for child in element)
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"
