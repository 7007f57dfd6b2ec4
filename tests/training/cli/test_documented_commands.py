"""What pages call `attune` with is what it takes. Here, because only with torch can every command be asked."""

import re

import click
import pytest
from scripts import reference

from attune.cli import COMMANDS, FORMER, main
from tests.project.pages import code_of, written_pages

PAGES = written_pages()


def unknown_commands(text):
    """Calls of `attune` that it would refuse: no such command, or no such option."""
    wrong = []
    for code, fenced in code_of(text):
        if not fenced and not re.match(r"(\.venv/bin/)?attune ", code):
            continue
        for line in re.sub(r"\\\n\s*", " ", code).splitlines():
            call = re.search(r"(?:^|[\s;])(?:\.venv/bin/)?attune ([a-z].*)$", line)
            if call and (problem := _problem_of(call[1])):
                wrong.append(f"{line.strip()}: {problem}")
    return wrong


def _problem_of(call):
    arguments = re.split(r"\s#|[;|>…]", call)[0].split()
    context, command = click.Context(main, info_name="attune"), main
    while isinstance(command, click.Group) and arguments:
        name = arguments.pop(0)
        if name.isupper() or name in FORMER:
            return None  # a placeholder, or what the changelog says a command was called
        if name not in command.list_commands(context):
            return f"no command {name}"
        command = command.get_command(context, name)
    options = {option for param in command.params for option in (*param.opts, *param.secondary_opts)} | {"--help"}
    unknown = [each for each in arguments if each.startswith("--") and each.split("=")[0] not in options]
    return f"no option {unknown[0]}" if unknown else None


def test_every_command_that_a_page_names_exists_with_its_options():
    wrong = {name: found for name, text in PAGES.items() if (found := unknown_commands(text))}
    assert not wrong
    named = [
        call for text in PAGES.values() for code, _ in code_of(text) for call in re.findall(r"attune [a-z]+", code)
    ]
    assert len(named) > 60


@pytest.mark.parametrize(
    "text",
    [
        "`attune gone`",
        "`attune serve --gone`",
        "```sh\n.venv/bin/attune models gone\n```",
        "```sh\nattune train config.yaml \\\n    --gone\n```",
    ],
)
def test_a_call_that_would_be_refused_is_found(text):
    assert unknown_commands(text)


@pytest.mark.parametrize(
    "text",
    [
        "```sh\nattune evaluate models/base --flip   # twice\n```",
        "`attune models list`, `attune users create --role`, `attune serve`",
        "`attune 1.0`, and a sentence about attune that is no call",
    ],
)
def test_a_call_that_would_run_is_not(text):
    assert not unknown_commands(text)


def test_the_reference_has_the_help_of_every_command():
    page = reference.commands_page()
    for name in COMMANDS:
        assert f"## attune {name}\n" in page
        assert f"Usage: attune {name}" in page
    assert "### attune users create\n" in page
