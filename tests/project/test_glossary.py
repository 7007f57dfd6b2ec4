"""The project uses the words of its fields; docs/reference/glossary.yaml says which words are held out, and where."""

import re

import pytest
from scripts.glossary import breaches
from scripts.glossary.collect import all_words, path_words, words_of
from scripts.glossary.rows import TABLE, Glossary, Kind, RightUse, Row, Term, read_glossary


@pytest.fixture(scope="module")
def glossary():
    return read_glossary()


@pytest.fixture(scope="module")
def words():
    return list(all_words())


@pytest.fixture(scope="module")
def found(glossary, words):
    return breaches.find_breaches(glossary, words)


def row(*terms, kinds=tuple(Kind), scope=("*",), german=(), right_uses=()):
    terms, german = tuple(map(Term, terms)), tuple(map(Term, german))
    return Row("old", "new", terms, german, frozenset(kinds) - {Kind.CLASS}, scope, right_uses)


def broken_by(words, *rows):
    """The texts that break a row, in their order."""
    return [word.text for found in breaches.find_breaches(Glossary(rows, {}), words).values() for word in found]


def test_no_old_word_comes_in(found):
    """An old word that stands in no list is new here: glossary.yaml has what to say instead."""
    added = found.keys() - breaches.read_baseline()
    assert not added, "\n".join(
        f"{breach}: line {word.line}, {word.text!r}" for breach in sorted(added) for word in found[breach]
    )


def test_what_is_clean_is_struck_from_the_lists(found):
    clean = breaches.read_baseline() - found.keys()
    assert not clean, "run: python -m scripts.glossary --shrink\n" + "\n".join(map(str, sorted(clean)))


def test_every_right_use_is_needed(glossary, words):
    unneeded = [
        use
        for each in glossary.rows
        for use in each.right_uses
        if not any(use.includes(word) for word in words if each.applies_to(word.kind, word.path))
    ]
    assert not unneeded


def test_the_page_and_the_table_have_the_same_rows(glossary):
    page = TABLE.with_suffix(".md").read_text("utf-8").split("## Words that stay")[0]
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    shown = [(old, new) for old, new in cells if old != "not"]
    assert shown == list(dict.fromkeys((each.old, each.new) for each in glossary.rows))


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        ("src/a.py", "current_sittings = 1  # every sitting", ["current_sittings"]),
        ("src/a.py", "class LastSitting: ...", ["LastSitting"]),
        ("src/a.py", "def ask(self, *, sitting): return sitting.of", ["sitting"]),
        ("src/a.py", "def f() -> None:\n    '''A sitting.'''\n    raise ValueError('no sitting')", ["no sitting"]),
        ("src/a.py", "Kind = Literal['sitting', 'other']", ["sitting"]),
        ("src/a.py", "class Kind(StrEnum):\n    SOME = 'sitting'", ["sitting"]),
        ("src/a.py", "class T:\n    __tablename__ = 'sittings'", ["sittings"]),
        ("src/a.py", "x = 'a sitting'; besitting = visiting = 1", []),
        ("src/a.py", "@click.command()\ndef run():\n    '''Split a sitting.'''", ["Split a sitting."]),
        ("src/a.py", "click.option('--sitting', help='Which one.')", ["--sitting"]),
        ("tests/a.py", "def test_a_sitting_ends(): raise ValueError('sitting')", ["test_a_sitting_ends"]),
        ("web/src/a.ts", "const lastSitting = 'sitting'; // a sitting", ["lastSitting"]),
        ("web/src/a.ts", "foreign.sitting(); /* sitting */", []),
        ("web/src/a.tsx", "({ sitting, ...sittings }) => `sitting ${x}`", ["sitting", "sittings"]),
        ("web/src/a.module.css", ".sitting-bar { color: red } /* .sitting */", ["sitting-bar"]),
        ("web/src/feature.ts", "{ path: '/me/sittings/:id' }", ["/me/sittings/:id"]),
        ("web/src/catalogue/en.json", '{"sitting": {"a": "Whole sitting"}}', ["sitting", "Whole sitting"]),
        ("web/src/catalogue/de.json", '{"sitting": {"a": "Lernstunde", "b": "sitting"}}', ["Lernstunde"]),
        ("src/attune/classroom/api.py", '@b.get("/sittings/<id>")\ndef f(): ...', ["/sittings/<id>"]),
        ("configs/a.yaml", "a:\n  sitting_seconds: 1  # sitting", ["sitting_seconds"]),
        ("docs/a.md", "# A sitting\n\nA sitting.\n```\n# sitting\n```", ["A sitting"]),
    ],
)
def test_an_old_word_is_found_where_it_counts(path, source, expected):
    assert broken_by(words_of(path, source), row("sitting", "sittings", german=["Lernstunde"])) == expected


def test_file_and_folder_names_count():
    words = path_words("src/sittings/old_sitting.py")
    assert broken_by(words, row("sitting", "sittings")) == ["sittings", "old_sitting.py"]


@pytest.mark.parametrize(
    ("term", "breaking", "harmless"),
    [
        ("let go", "let_go_of", "let_it_go"),
        ("=random", "RANDOM", "random_crop"),
        ("^keep", "_keep_offer", "can_keep"),
        ("invent*", "re_invention", "prevent"),
    ],
)
def test_a_term_can_be_of_several_words_whole_first_or_open(term, breaking, harmless):
    assert broken_by(words_of("src/a.py", f"{breaking} = {harmless} = 1"), row(term)) == [breaking]


def test_a_row_has_a_say_only_in_its_kinds_and_files_and_lets_right_uses_be():
    words = [*words_of("src/a.py", "seat = note_seat = 1"), *words_of("web/a.ts", "let seat")]
    assert broken_by(words, row("seat", scope=("src/*",))) == ["seat", "note_seat"]
    assert broken_by(words, row("seat", kinds=[Kind.HELP])) == []
    assert broken_by(words, row("seat", right_uses=(RightUse("src/*", "note_*", "why"),))) == ["seat", "seat"]


def test_a_name_of_a_class_means_one_thing_in_each_language():
    once = Row("old", "new", (Term("=place"),), (), frozenset({Kind.CLASS}), ("*",), ())
    python, client = (
        [words_of(f"src/{name}.py", "class Place: ...") for name in "ab"],
        words_of("web/a.ts", "type Place"),
    )
    assert broken_by([*python[0], *client], once) == []
    python = [word for name in "ab" for word in words_of(f"src/{name}.py", "class Place: ...")]
    assert broken_by(python, once) == ["Place", "Place"]


def test_a_list_may_follow_a_file_that_moves_but_never_grows():
    before = {breaches.Breach("src/a.py", "old", "identifier")}
    moved = {breaches.Breach("src/b.py", "old", "identifier")}
    assert breaches.grown(before, moved) == []
    assert breaches.grown(before, before | moved) == ["old"]


def test_the_lists_of_the_areas_are_written_and_read(tmp_path):
    glossary = Glossary((), {"client": ("web/*",), "rest": ("*",)})
    known = {breaches.Breach(path, "a | b".replace(" | ", ", "), "file") for path in ("web/a.ts", "src/a.py")}
    breaches.write_baseline(glossary, known, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["client.txt", "rest.txt"]
    assert breaches.read_baseline(tmp_path) == known
    breaches.write_baseline(glossary, [], tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_row_without_a_term_or_with_an_unknown_key_is_refused(tmp_path):
    table = tmp_path / "glossary.yaml"
    table.write_text("areas: {}\nrows:\n  - {not: a, but: b, term: [a]}\n", "utf-8")
    with pytest.raises(ValueError, match=re.escape("Row 'a': unknown keys ['term'], or no terms.")):
        read_glossary(table)
