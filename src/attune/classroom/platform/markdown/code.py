"""Code with its colours, made on the server: classes of Pygments' short names, which the client's theme paints.

A lexer is a set of regular expressions, and a text can be written that takes one of them seconds. So the languages are
an allow-list, and what is coloured is counted: for a fence, and for all that is shown together. What is beyond it is
shown all the same, without colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.common.utils import escapeHtml
from pygments import highlight as colour
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

# Measured with 4,900 hostile characters, over 26 patterns each: these took at most 0.2 s ...
_STEADY = (
    *("bash", "bat", "clojure", "cmake", "console", "css", "dart", "docker", "elixir", "erlang", "fortran", "go"),
    *("graphql", "haskell", "html", "ini", "javascript", "json", "julia", "kotlin", "lisp", "lua", "octave", "pascal"),
    *("perl", "php", "powershell", "prolog", "pycon", "python", "r", "ruby", "rust", "scheme", "scss", "sql", "swift"),
    *("tex", "toml", "vbnet", "verilog", "vhdl", "xml", "yaml"),
)
# ... and these up to 2 s, with the square of the length.
_SQUARE = ("c", "cpp", "csharp", "diff", "groovy", "java", "make", "markdown", "matlab", "ocaml", "scala", "typescript")
_OTHER_NAMES = {
    "bash": ("ksh", "sh", "shell", "zsh"),
    "c": ("h",),
    "console": ("shell-session",),
    "cpp": ("c++", "hpp"),
    "csharp": ("c#", "cs"),
    "diff": ("udiff",),
    "docker": ("dockerfile",),
    "fortran": ("f90",),
    "go": ("golang",),
    "haskell": ("hs",),
    "ini": ("cfg",),
    "javascript": ("js",),
    "kotlin": ("kt",),
    "make": ("makefile",),
    "markdown": ("md",),
    "pascal": ("delphi",),
    "perl": ("pl",),
    "powershell": ("ps1", "pwsh"),
    "python": ("py", "py3", "python3"),
    "ruby": ("rb",),
    "rust": ("rs",),
    "tex": ("latex",),
    "typescript": ("ts",),
    "vbnet": ("vb.net",),
    "xml": ("svg",),
    "yaml": ("yml",),
}
_LANGUAGES = {name: name for name in (*_STEADY, *_SQUARE)} | {
    other: name for name, others in _OTHER_NAMES.items() for other in others
}
SQUARE_FROM = 600  # characters; up to here a language of the second kind is as fast as one of the first
FENCE_WORK = 5_000  # at most 0.25 s
SHOWN_WORK = 20_000  # of all that is shown together: under a second


@dataclass(slots=True)
class Colouring:
    """The work that was spent on colours in what is shown together."""

    spent: int = 0

    @property
    def is_over(self) -> bool:
        """Whether what follows has no colours."""
        return self.spent >= SHOWN_WORK


_shown: ContextVar[Colouring | None] = ContextVar("shown_together", default=None)


@contextmanager
def shown_together(spent: int = 0) -> Iterator[Colouring]:
    """Let all code that is rendered within share one budget, in the order in which it is rendered.

    Args:
        spent: what of it is used up already.
    """
    began = Colouring(spent)
    token = _shown.set(began)
    try:
        yield began
    finally:
        _shown.reset(token)


def colouring() -> Colouring:
    """The budget of what is being shown; a new one outside of `shown_together`."""
    return _shown.get() or Colouring()


def highlight(code: str, language: str) -> str:
    """Code as HTML: `<pre class="highlight"><code>` with spans; without colours where the language is not known."""
    inside = spans(code, language)
    return f'<pre class="highlight"><code class="language-{escapeHtml(language)}">{inside}</code></pre>'


def spans(code: str, language: str) -> str:
    """The inside of it: escaped text in spans; without them where that would be too much work, here or together."""
    together = colouring()
    needed = work(code, language)
    if not needed or together.is_over:
        return escapeHtml(code)
    together.spent += needed
    return _coloured(code, _LANGUAGES[language.lower()])


def work(code: str, language: str) -> int:
    """What colouring costs, in characters of a fast language.

    Returns:
        0 where there is nothing to colour: an unknown language, or code that takes too much.
    """
    name = _LANGUAGES.get(language.lower())
    if name is None:
        return 0
    characters = len(code)
    needed = max(characters, characters * characters // SQUARE_FROM) if name in _SQUARE else characters
    return needed if needed <= FENCE_WORK else 0


@lru_cache(maxsize=1024)
def _coloured(code: str, name: str) -> str:
    return str(colour(code, get_lexer_by_name(name, stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True)))
