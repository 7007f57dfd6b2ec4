from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

torch = pytest.importorskip("torch")

from attune.training.checkpoints.checkpoint import load_checkpoint  # noqa: E402
from attune.training.cli.train_all import command  # noqa: E402
from attune.training.errors import ConfigError  # noqa: E402
from attune.training.loop.train_all import KEEP_MEMORY, needed_by, with_teachers  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


def write(
    data: Path, folder: Path, name: str, teachers: tuple[str, ...] = (), start: str | tuple[str, ...] | None = None
) -> Path:
    """Write a recipe of two epochs on drawn faces, which learns from other runs by name."""
    config = smoke_config(data, folder, epochs=2).as_dict()
    config |= {"name": name, "distillation": {"teachers": [str(last(folder, one)) for one in teachers], "weight": 0.5}}
    starts = [str(last(folder, one)) for one in ((start,) if isinstance(start, str) else start or ())]
    config["model"]["start"] = starts[0] if len(starts) == 1 else starts or None
    recipe = folder / "configs" / "some" / f"{name}.yaml"
    recipe.parent.mkdir(parents=True, exist_ok=True)
    recipe.write_text(yaml.safe_dump(plain(config)))
    return recipe


def plain(values: object) -> object:
    """Tuples as lists: YAML has no word for them."""
    if isinstance(values, dict):
        return {key: plain(value) for key, value in values.items()}
    return [plain(value) for value in values] if isinstance(values, list | tuple) else values


def last(folder: Path, name: str) -> Path:
    return folder / "checkpoints" / name / "last.pt"


def test_what_a_run_learns_from_comes_first_and_once(data: Path, tmp_path: Path):
    write(data, tmp_path, "a")
    write(data, tmp_path, "b", start="a")
    student = write(data, tmp_path, "student", teachers=("a", "b"))
    runs = with_teachers([student], (), tmp_path / "configs")
    assert [home.name for home in runs] == ["a", "b", "student"]
    assert needed_by(runs[last(tmp_path, "b").parent].config) == [last(tmp_path, "a")]


def test_all_that_a_start_is_the_average_of_come_first(data: Path, tmp_path: Path):
    for name in "ab":
        write(data, tmp_path, name)
    student = write(data, tmp_path, "student", start=("a", "b"))
    assert [home.name for home in with_teachers([student], (), tmp_path / "configs")] == ["a", "b", "student"]


def test_a_bundle_is_no_run(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path).as_dict() | {"distillation": {"teachers": ["models/base"]}}
    recipe = tmp_path / "smoke.yaml"
    recipe.write_text(yaml.safe_dump(plain(config)))
    assert len(with_teachers([recipe], (), tmp_path)) == 1


def test_a_teacher_without_a_recipe_is_named(data: Path, tmp_path: Path):
    student = write(data, tmp_path, "student", teachers=("nobody",))
    with pytest.raises(ConfigError, match=r"needs .*nobody/last\.pt, which is not there, and no nobody\.yaml"):
        with_teachers([student], (), tmp_path / "configs")


def test_a_checkpoint_that_somebody_gave_needs_no_recipe(data: Path, tmp_path: Path):
    student = write(data, tmp_path, "student", teachers=("given",))
    last(tmp_path, "given").parent.mkdir(parents=True)
    last(tmp_path, "given").touch()
    assert [home.name for home in with_teachers([student], (), tmp_path / "configs")] == ["student"]


def test_checkpoints_somewhere_else_are_not_waited_for(data: Path, tmp_path: Path):
    """Overrides hold for teachers, too: they would be written where the student does not look."""
    write(data, tmp_path, "a")
    student = write(data, tmp_path, "student", teachers=("a",))
    with pytest.raises(ConfigError, match=r"needs .*a/last\.pt, which is not there"):
        with_teachers([student], (f"run.checkpoints={tmp_path / 'elsewhere'}",), tmp_path / "configs")


def test_runs_that_learn_from_each_other_are_refused(data: Path, tmp_path: Path):
    write(data, tmp_path, "a", teachers=("b",))
    with pytest.raises(ConfigError, match="a learns from itself"):
        with_teachers([write(data, tmp_path, "b", teachers=("a",)).with_name("a.yaml")], (), tmp_path / "configs")


def test_the_best_checkpoint_of_a_run_is_waited_for_as_its_last_is(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PYTHONPATH", str(Path("src").absolute()))
    write(data, tmp_path, "a")
    student = write(data, tmp_path, "student", teachers=("a",))
    student.write_text(student.read_text().replace("last.pt", "best.pt"))
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(command, [str(student)])
    assert printed.exit_code == 0, printed.output
    assert last(tmp_path, "student").is_file()


def test_all_are_trained_and_nothing_twice(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(Path("src").absolute()))
    write(data, tmp_path, "a")
    student = write(data, tmp_path, "student", teachers=("a",), start="a")
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(command, [str(student), "optimizer.lr=0.01"])
    assert printed.exit_code == 0, printed.output
    assert [line.partition(":")[0] for line in printed.output.splitlines()] == ["a", "student"]
    state = load_checkpoint(last(tmp_path, "student"))
    assert (state["epoch"], state["config"]["optimizer"]["lr"]) == (2, 0.01)
    again = CliRunner().invoke(command, [str(student), "optimizer.lr=0.01"])
    assert again.output.splitlines() == ["a: already trained", "student: already trained"]
    log = tmp_path / "runs" / "a" / "log.csv"
    before = log.read_text()
    longer = CliRunner().invoke(command, [str(student), "optimizer.lr=0.01", "optimizer.epochs=3"])
    assert longer.exit_code == 0, longer.output
    assert load_checkpoint(last(tmp_path, "a"))["epoch"] == 3
    assert log.read_text().startswith(before), "it goes on from where it stood"


def test_a_run_that_its_patience_ended_is_done(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(Path("src").absolute()))
    recipe = write(data, tmp_path, "a")
    monkeypatch.chdir(tmp_path)
    overrides = ("optimizer.epochs=9", "optimizer.patience=1", "optimizer.lr=0.000000001")
    assert CliRunner().invoke(command, [str(recipe), *overrides]).exit_code == 0
    assert load_checkpoint(last(tmp_path, "a"))["epoch"] < 9
    assert CliRunner().invoke(command, [str(recipe), *overrides]).output == "a: already trained\n"


def test_a_failed_run_stops_only_what_learns_from_it(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(Path("src").absolute()))
    broken = write(data, tmp_path, "broken")
    broken.write_text(broken.read_text().replace(str(data), str(tmp_path / "no-data")))
    student = write(data, tmp_path, "student", teachers=("broken",))
    alone = write(data, tmp_path, "alone")
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(command, [str(student), str(alone)])
    assert printed.exit_code == 1
    assert "not trained: broken, student" in printed.output
    assert f"broken failed; {tmp_path / 'runs' / 'broken' / 'output.txt'} says why" in printed.output
    assert "no-data" in (tmp_path / "runs" / "broken" / "output.txt").read_text()
    assert last(tmp_path, "alone").is_file()


def test_a_run_keeps_its_memory_unless_somebody_has_said_otherwise(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    recipe, seen = write(data, tmp_path, "a"), []
    monkeypatch.setattr("subprocess.call", lambda *_, env, **__: seen.append(env["GLIBC_TUNABLES"]) or 1)
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    CliRunner().invoke(command, [str(recipe)])
    monkeypatch.setenv("GLIBC_TUNABLES", "glibc.malloc.arena_max=1")
    CliRunner().invoke(command, [str(recipe)])
    assert seen == [KEEP_MEMORY, "glibc.malloc.arena_max=1"]


def test_one_name_for_all_is_refused(data: Path, tmp_path: Path):
    printed = CliRunner().invoke(command, [str(write(data, tmp_path, "a")), "name=b"])
    assert printed.exit_code == 1
    assert "would give all runs the same name" in printed.output
