"""`attune replay`: what would have been said in a session, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import click
import yaml
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from attune import DEFAULT_MODEL
from attune.affect.evidence import Instant
from attune.affect.messages.library import Language, parse_library
from attune.simulation.replay.camera import Camera
from attune.simulation.replay.events import Session
from attune.simulation.replay.json_lines import write_step, write_summary
from attune.simulation.replay.pipeline import replay
from attune.simulation.replay.printing import Timeline, print_students, print_summary
from attune.simulation.replay.recording import InvalidRecording, read_recording, write_recording
from attune.simulation.replay.scenario import Segment, read_scenario
from attune.simulation.replay.summary import Summary, summarise
from attune.simulation.replay.synthetic import synthesise
from attune.vision.errors import VisionError
from attune.vision.pipeline import FrameAnalyzer
from attune.vision.readings.readings import Reading


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--students", default=1, show_default=True, type=click.IntRange(1, 10_000), help="Students of a scenario."
)
@click.option("--every-window", is_flag=True, help="Print every window, not only changes of the state.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="Write the session as JSON Lines.")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where pictures lie.")
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="Model that reads pictures.")
def command(
    file: Path, students: int, every_window: bool, as_json: bool, record: Path | None, data: Path | None, model: str
) -> None:
    """Run a session through the whole pipeline and print what would have been said, and why.

    FILE is a scenario of a simulated student (.yaml; docs/replays has examples) or a recording (.jsonl). Each of
    several students of a scenario has a face of their own. Its images go through the real detector and model.
    """
    console = Console(highlight=False, soft_wrap=True)
    try:
        sessions = _sessions(file, students, _Images(model, data or file.parent))
        if record is not None:
            record.write_text("\n".join(write_recording(sessions[0])) + "\n", "utf-8")
        if students == 1:
            _print_one(console, sessions[0], every_window, as_json)
        else:
            _print_class(console, sessions, as_json)
    except (yaml.YAMLError, ValidationError, InvalidRecording, VisionError, FileNotFoundError, KeyError) as error:
        raise click.ClickException(f"{file.name}: {_explain(error)}") from error


class _Images:
    """Reads pictures, and loads the model when the first one is there to be read."""

    def __init__(self, model: str, folder: Path) -> None:
        self._model, self._folder = model, folder
        self._camera: Camera | None = None

    def __call__(self, segment: Segment, instants: tuple[Instant, ...], seed: int) -> Iterator[Reading]:
        if self._camera is None:
            self._camera = Camera(FrameAnalyzer.load(self._model), self._folder)
        return self._camera.read(segment, instants, seed)


def _sessions(file: Path, students: int, images: _Images) -> list[Session]:
    """The session of a file, or one for each of several students of a scenario."""
    text = file.read_text("utf-8")

    def on_note(note: str) -> None:
        click.echo(f"{file.name}: {note}", err=True)

    if file.suffix == ".jsonl":
        if students > 1:
            raise InvalidRecording("a recording is of one student; --students needs a scenario")
        return [read_recording(text.splitlines(), on_note)]
    scenario = read_scenario(text)
    for note in scenario.notes:
        on_note(note)
    return [synthesise(scenario, images, scenario.seed + number) for number in range(students)]


def _print_one(console: Console, session: Session, every_window: bool, as_json: bool) -> None:
    language = language_of(session)
    steps = replay(session, language)
    summary = summarise(steps, session.seconds)
    if as_json:
        for line in (write_step(step, session.started_at) for step in steps):
            if line is not None:
                click.echo(line)
        click.echo(write_summary(summary))
        return
    console.print(f"[bold]{escape(session.title)}[/]")
    timeline = Timeline(console, language, session.started_at, every_window)
    for step in steps:
        timeline.show(step)
    console.print()
    print_summary(console, summary)


def _print_class(console: Console, sessions: Sequence[Session], as_json: bool) -> None:
    summaries = [summarise(replay(session, language_of(session)), session.seconds) for session in sessions]
    total = Summary()
    for summary in summaries:
        total.add(summary)
    if as_json:
        click.echo(write_summary(total))
        return
    print_students(console, summaries)
    console.print()
    print_summary(console, total)


def language_of(session: Session) -> Language:
    """The reviewed library in the session's language.

    Raises:
        KeyError: a language that there is none in.
    """
    folder = resources.files("attune.affect") / "library"
    sources = {file.name[:-5]: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".yaml")}
    if session.language not in sources:
        raise KeyError(f"no messages in '{session.language}'; there are {', '.join(sorted(sources))}")
    return _parsed(tuple(sorted(sources.items())))[session.language]


_parsed = cache(lambda sources: parse_library(dict(sources)))


def _explain(error: Exception) -> str:
    """An error in words for whoever wrote the file."""
    if isinstance(error, ValidationError):
        lines = (f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors())
        return "\n".join(["this is no scenario:", *lines])
    return str(error.args[0]) if isinstance(error, KeyError) else str(error)
