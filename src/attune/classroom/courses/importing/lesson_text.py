r"""The text of a lesson file, taken apart: front matter and blocks, before anything is checked for meaning.

A fence (':::') decides what students see: what a wrong one leaves in the open may be the solutions of a quiz. So a line
that is almost a fence, by case, by indentation, behind a list's or quotation's mark, with other colons, is a problem
and never text. `\:::` at the beginning of a line stands for the colons themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.courses.importing.yaml_reader import YamlFault, YamlText, read_yaml
from attune.nearest import nearest_name

KINDS = ("text", "image", "video", "audio", "quiz", "file", "embed", "callout", "code", "assignment", "poll")
TEXTUAL = frozenset({"text", "callout", "code"})  # with Markdown, or code, below their header
HELP = ("hint", "example", "easier", "challenge")  # no blocks of their own: they belong to the block above them
_NAMES = (*KINDS, *HELP)

_OPENS = re.compile(r":::[ \t]*([a-z]+)[ \t]*")
_CLOSES = re.compile(r":::[ \t]*")
_ESCAPED = re.compile(r"^([ \t]*)\\(?=:::)", re.MULTILINE)
_RULE = re.compile(r"---[ \t]*")
# What may stand before a fence that does not begin its line: indentation, quotation and list marks.
_BEFORE = re.compile(r"\A(?:[\s>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")
_COLONS = re.compile(r":(?:[ \t]*:)+[ \t]*(?P<rest>.*)")
_EMPTY = YamlText({}, {(): 1})
_ESCAPE = "To show the colons as text, write '\\:::'."


@dataclass(frozen=True, slots=True)
class Markdown:
    """A piece of Markdown and the line of the file on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as written: its kind, its header, its Markdown, its hints, and the other help below it by its kind.

    line: of the fence that opens it, or of its first text.
    header: its YAML; `header_line` is the line of the file on which that begins.
    """

    kind: str
    line: int
    header: YamlText = _EMPTY
    header_line: int = 1
    text: Markdown = field(default=Markdown("", 1))
    hints: tuple[Markdown, ...] = ()
    below: Mapping[str, Markdown] = field(default_factory=dict)

    def help_texts(self) -> Iterator[Markdown]:
        """All the help that stands below the block."""
        yield from self.hints
        yield from self.below.values()

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line of the file on which a value of the header stands; the fence's when it is not there."""
        return self.line if path[:1] not in self.header.lines else self.header_line + self.header.line_of(path) - 1


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson file taken apart; the front matter begins on line 2."""

    front_matter: YamlText
    blocks: list[RawBlock]

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line of the file on which a value of the front matter stands."""
        return self.front_matter.line_of(path) + 1


def read_lesson_text(file: str, text: str, report: Report) -> LessonText | None:
    """Take a lesson apart. Whatever is wrong goes into the report; None where there is no front matter to go by."""
    lines = text.split("\n")
    end = next((place for place, line in enumerate(lines) if place > 0 and _RULE.fullmatch(line)), None)
    if not _RULE.fullmatch(lines[0]) or end is None:
        report.add(
            file,
            1,
            "a lesson begins with a front matter between two lines of '---'",
            "Write '---', 'title: …', 'minutes: …' and '---' at the very top.",
        )
        return None
    front_matter = _mapping(file, "\n".join(lines[1:end]), 2, report)
    raw_blocks = _RawBlocks(file, report)
    blocks = _with_help(file, raw_blocks.read(lines[end + 1 :], first=end + 2), report)
    if not any(line.strip() for line in lines[end + 1 :]):
        report.add(file, end + 1, "a lesson needs at least one block", "Write its text below the front matter.")
    return LessonText(front_matter or _EMPTY, blocks)


@dataclass(slots=True)
class _RawBlocks:
    """Divides the lines of a lesson at its fences."""

    file: str
    report: Report

    def read(self, lines: list[str], first: int) -> Iterator[RawBlock]:
        """The parts in order; `first` is the line of the file on which the lines begin."""
        kind: str | None = None
        opened = first
        collected: list[str] = []
        for number, line in enumerate(lines, start=first):
            opening = _OPENS.fullmatch(line)
            if opening and opening[1] in _NAMES:
                if kind is not None:
                    self._never_closed(kind, opened)
                    yield from self._fenced(kind, opened, collected)
                else:
                    yield from self._loose(collected, opened)
                kind, opened, collected = opening[1], number, []
            elif _CLOSES.fullmatch(line):
                if kind is None:
                    what = "':::' closes no block"
                    self.report.add(self.file, number, what, f"Open the block by '::: text' or another. {_ESCAPE}")
                    yield from self._loose(collected, opened)
                else:
                    yield from self._fenced(kind, opened, collected)
                kind, opened, collected = None, number + 1, []
            else:
                self._check_almost(line, number)
                collected.append(line)
        if kind is not None:
            self._never_closed(kind, opened)
            yield from self._fenced(kind, opened, collected)
        else:
            yield from self._loose(collected, opened)

    def _never_closed(self, kind: str, line: int) -> None:
        what = f"the block '::: {kind}' is never closed"
        self.report.add(self.file, line, what, "Close it by ':::' on a line of its own.")

    def _check_almost(self, line: str, number: int) -> None:
        """Note a line that a student would see as text, and that was meant as a fence."""
        plain = unicodedata.normalize("NFKC", line)
        plain = "".join(character for character in plain if unicodedata.category(character) != "Cf")
        bare = _BEFORE.sub("", plain, count=1)
        found = _COLONS.fullmatch(bare.rstrip())
        if found is None:
            return
        word = found["rest"].split(maxsplit=1)[0] if found["rest"] else ""
        colons = bare[: found.start("rest")].count(":")
        if colons == 2 and not get_close_matches(found["rest"].casefold(), _NAMES, n=1, cutoff=0.75):
            return  # '::before' and the like are text
        self.report.add(self.file, number, f"'{shown(line.strip())}' is no fence", _remedy(found["rest"], word))

    def _loose(self, lines: list[str], first: int) -> Iterator[RawBlock]:
        """Markdown outside any fence."""
        found = _markdown(lines, first)
        if found.text:
            self._check_code(found)
            yield RawBlock("text", found.line, text=found)

    def _fenced(self, kind: str, opened: int, lines: list[str]) -> Iterator[RawBlock]:
        if kind not in TEXTUAL and kind not in HELP:
            header = _mapping(self.file, "\n".join(lines), opened + 1, self.report)
            if header is not None:
                yield RawBlock(kind, opened, header, opened + 1)
            return
        end = next((place for place, line in enumerate(lines) if _RULE.fullmatch(line)), None)
        if kind in HELP or end is None:
            text = _markdown(lines, opened + 1)
            self._check_code(text, kind)
            yield RawBlock(kind, opened, text=text)
            return
        text = _markdown(lines[end + 1 :], opened + 2 + end)
        self._check_code(text, kind)
        header = _mapping(self.file, "\n".join(lines[:end]), opened + 1, self.report)
        yield RawBlock(kind, opened, header or _EMPTY, opened + 1, text)

    def _check_code(self, markdown: Markdown, kind: str = "text") -> None:
        """Note code that is never closed: it would swallow the rest of its block."""
        if kind == "code":
            return
        opened: tuple[str, int] | None = None
        for number, line in enumerate(markdown.text.split("\n"), start=markdown.line):
            mark = re.match(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)", line)
            if mark and opened is None:
                opened = (mark[1], number)
            elif mark and opened and mark[1].startswith(opened[0]) and not mark[2].strip():
                opened = None
        if opened is not None:
            what = f"the code that {opened[0]} begins is never closed"
            self.report.add(self.file, opened[1], what, f"Close it by {opened[0]} on a line of its own.")


def _remedy(rest: str, word: str) -> str:
    letters = re.sub(r"[^a-z]", "", word.casefold())
    if not letters:
        return f"Blocks are {', '.join(_NAMES)}. {_ESCAPE}"
    kind = nearest_name(letters, _NAMES)
    alone = "" if rest.casefold().strip() == word.casefold() else " alone (a title goes into the header)"
    return f"Write '::: {kind}'{alone} at the beginning of its line; blocks are {', '.join(_NAMES)}. {_ESCAPE}"


def _markdown(lines: list[str], first: int) -> Markdown:
    """The lines without blank ones around them, and where they begin."""
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    text = "\n".join(lines[start:]).rstrip()
    return Markdown(_ESCAPED.sub(r"\1", text), first + start)


def _with_help(file: str, raw_blocks: Iterator[RawBlock], report: Report) -> list[RawBlock]:
    """The blocks, each with the help that follows it."""
    blocks: list[RawBlock] = []
    for part in raw_blocks:
        if part.kind not in HELP:
            blocks.append(part)
        elif not blocks:
            what = f"'::: {part.kind}' stands above any block"
            report.add(file, part.line, what, "Put it below the block that it helps with.")
        elif not part.text.text:
            report.add(file, part.line, f"'::: {part.kind}' is empty", "Write into it, or take it out.")
        elif part.kind == "hint":
            blocks[-1] = replace(blocks[-1], hints=(*blocks[-1].hints, part.text))
        elif part.kind not in blocks[-1].below:
            blocks[-1] = replace(blocks[-1], below={**blocks[-1].below, part.kind: part.text})
        else:
            report.add(file, part.line, f"a block has one '::: {part.kind}', and this is another", "Put both into one.")
    return blocks


def _mapping(file: str, text: str, first: int, report: Report) -> YamlText | None:
    """Read a header that begins on line `first`; None, and a problem, when it is none."""
    try:
        found = read_yaml(text)
    except YamlFault as fault:
        report.add(file, first + fault.line - 1, fault.what, fault.remedy)
        return None
    if found.value is None:
        return YamlText({}, {(): 1})
    if not isinstance(found.value, dict):
        remedy = "Write for example 'title: The mean'; a line across the text is written '***'."
        report.add(file, first, "a header is a list of 'key: value' lines", remedy)
        return None
    return found
