"""Nothing that a page names leads nowhere: links, files, make targets, commands and options, modules, settings."""

import json
import posixpath
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.project.pages import ROOT, anchors_of, code_of, links_of, written_pages

from attune.classroom.platform.settings import OTHER_PROGRAMS, PREFIX, Settings
from attune.cli import COMMANDS

PAGES = written_pages()
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
NPM_SCRIPTS = set(json.loads((ROOT / "web/package.json").read_text("utf-8"))["scripts"])
# Paths that a page makes up, that were (in the changelog), or that a command of ours makes.
MADE_UP = {
    "models/a",
    "models/b",
    "models/theirs",
    "models/theirs.json",
    "models/covers",
    "configs/targets/cnn-two-heads.npz",
}
MADE_HERE = ("build/", "checkpoints/", "runs/", "var/", "web/dist", "web/openapi.json", "models/blazeface")
GLOSSARY = "docs/reference/glossary.md"  # names what was, and words, not places
PATH = re.compile(
    r"(?<![\w./-])((?:src|web|docs|tests|scripts|models|configs|benchmarks|requirements|\.ci|\.github)/[^\s`'\",;:()|=\[\]]*)"
)
# Settings of the Makefile, of continuous integration and of the tests, beside those of the platform.
OTHER_VARIABLES = {"ATTUNE_TEST_POSTGRES", "ATTUNE_TEST_REDIS"}


def dead_links(name, text):
    dead = []
    for target in links_of(text):
        path, _, fragment = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        linked = ROOT / posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else ROOT / name
        if not linked.exists() or (fragment and fragment not in anchors_of(linked.read_text("utf-8"))):
            dead.append(target)
    return dead


def missing_paths(name, text):
    if name == GLOSSARY:
        return []
    missing = []
    for code, _ in code_of(text):
        for path in PATH.findall(code):
            tidy = path.rstrip("./")
            plain = re.search(r"[<>…{}?]|[A-Z]{3,}(?!\w*\.md)", tidy) is None  # no placeholder
            if plain and tidy not in MADE_UP and not tidy.startswith(MADE_HERE) and not exists(tidy, name):
                missing.append(path)
    return missing


def exists(path, page="README.md"):
    """Whether something of this name, which may hold `*`, lies below the root or below the folder of a page."""
    return any(list(folder.glob(path)) for folder in (ROOT, (ROOT / page).parent))


def unknown_targets(text):
    named = [name for code, _ in code_of(text) for name in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", code)]
    return [name for name in named if name not in TARGETS]


def unknown_npm_scripts(text):
    named = [name for code, _ in code_of(text) for name in re.findall(r"npm run (?:--silent )?([\w:-]+)", code)]
    return [name for name in named if name not in NPM_SCRIPTS]


def unknown_modules(text):
    named = {name for code, _ in code_of(text) for name in re.findall(r"python -m ([\w.]+)", code)}
    named |= {name for code, _ in code_of(text) for name in re.findall(r"(?<![\w./-])attune(?:\.\w+)+", code)}
    return sorted(name for name in named if not name.endswith(".sqlite") and not _is_named(name))


def _is_named(name):
    """Whether it is a module, or a name in one (which then stands in its file)."""
    module, _, last = name.rpartition(".")
    spec = _spec(module) if module and _spec(name) is None else None
    if spec is None or spec.origin is None:
        return _spec(name) is not None
    return re.search(rf"^(class |def |)({last})\b", Path(spec.origin).read_text("utf-8"), re.MULTILINE) is not None


def _spec(name):
    try:
        return find_spec(name)
    except ModuleNotFoundError:
        return None


def unknown_settings(text):
    known = {PREFIX + name.upper() for name in {*Settings.model_fields, *OTHER_PROGRAMS}} | OTHER_VARIABLES
    named = {name for code, _ in code_of(text) for name in re.findall(r"\bATTUNE_[A-Z_0-9]*[A-Z0-9]\b(?!…)", code)}
    return sorted(named - known)


CHECKS = {
    "links": dead_links,
    "paths": missing_paths,
    "targets": lambda _name, text: unknown_targets(text),
    "npm": lambda _name, text: unknown_npm_scripts(text),
    "modules": lambda _name, text: unknown_modules(text),
    "settings": lambda _name, text: unknown_settings(text),
}


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_that_a_page_names_leads_nowhere(check):
    wrong = {name: found for name, text in PAGES.items() if (found := CHECKS[check](name, text))}
    assert not wrong


def test_the_pages_were_found():
    assert {"README.md", "CONTRIBUTING.md", "docs/index.md", "web/README.md"} <= set(PAGES)
    assert len(PAGES) > 30


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("links", "[gone](docs/gone.md)"),
        ("links", "[gone](CONTRIBUTING.md#no-such-heading)"),
        ("links", "![gone](docs/figures/gone.svg)"),
        ("paths", "see `web/src/app/i18n`"),
        ("paths", "```sh\nattune train configs/gone.yaml\n```"),
        ("paths", "`tests/gone/*.py`"),
        ("targets", "```sh\nmake build   # does not exist\n```"),
        ("targets", "`make build`"),
        ("npm", "`npm run gone`"),
        ("modules", "`python -m benchmarks.gone`"),
        ("modules", "`attune.vision.gone`"),
        ("settings", "`ATTUNE_GONE=1 attune serve`"),
    ],
)
def test_what_leads_nowhere_is_found(check, text):
    assert CHECKS[check]("README.md", text)


@pytest.mark.parametrize(
    "text",
    [
        "[there](docs/index.md), [there](CONTRIBUTING.md#where-things-are), `src/attune`, `models/<name>/CARD.md`",
        "```sh\nmake run      # serves\nattune evaluate models/base --flip   # twice\n```",
        "`python -m benchmarks.speed.model_speed`, `attune.vision.pipeline`, `ATTUNE_MODEL`, `npm run format`",
    ],
)
def test_what_leads_somewhere_is_not(text):
    assert not [found for check in CHECKS.values() for found in check("README.md", text)]


def test_every_path_that_the_makefile_names_is_there():
    named = set(re.findall(r"(?<![\w./$-])((?:src|tests|scripts|web|requirements)/[\w./*-]+)", MAKEFILE))
    named = {path for path in named if not path.startswith(MADE_HERE)}
    assert len(named) > 20
    assert not [path for path in named if not exists(path.rstrip("/") + "*", "web/package.json")]
    assert all(name in COMMANDS for name in re.findall(r"\.venv/bin/attune ([a-z-]+)", MAKEFILE))
