"""Keys of the release before are read for one more, with a note that says what to write."""

import warnings
from pathlib import Path

import pytest
import yaml

from attune.training.configuration.config_file import load_config
from attune.training.errors import ConfigError


def write(path: Path, values: dict) -> Path:
    path.write_text(yaml.safe_dump(values))
    return path


@pytest.mark.parametrize(
    ("former", "section", "key", "value", "note"),
    [
        (
            {"distillation": {"opinions": "once"}},
            "distillation",
            "mode",
            "precomputed",
            "distillation.mode=precomputed",
        ),
        ({"distillation": {"opinions": "every-step"}}, "distillation", "mode", "online", "distillation.mode=online"),
        ({"mix": {"share": 0.25}}, "mix", "probability", 0.25, "mix.probability=0.25"),
        ({"run": {"pictures": True}}, "run", "plots", True, "run.plots=true"),
    ],
)
def test_a_former_key_is_read_with_a_note(tmp_path: Path, former: dict, section: str, key: str, value, note: str):
    with pytest.warns(FutureWarning, match=f"write {note}$"):
        config = load_config(write(tmp_path / "config.yaml", former))
    assert getattr(getattr(config, section), key) == value


def test_a_former_key_is_read_as_an_override_too_and_wins_over_the_file(tmp_path: Path):
    file = write(tmp_path / "config.yaml", {"distillation": {"mode": "precomputed"}})
    with pytest.warns(FutureWarning, match=r"distillation\.opinions is now distillation\.mode"):
        config = load_config(file, ["distillation.opinions=every-step"])
    assert config.distillation.mode == "online"


def test_present_keys_come_without_a_note(tmp_path: Path):
    values = {"distillation": {"mode": "online"}, "mix": {"probability": 0.25}, "run": {"plots": True}}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        config = load_config(write(tmp_path / "config.yaml", values), ["mix.probability=0.5"])
    assert (config.distillation.mode, config.mix.probability, config.run.plots) == ("online", 0.5, True)


def test_a_former_value_under_the_present_key_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"distillation\.mode is 'every-step'"):
        load_config(write(tmp_path / "config.yaml", {"distillation": {"mode": "every-step"}}))


def test_a_key_under_both_its_names_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"mix\.share and mix\.probability are both set"):
        load_config(write(tmp_path / "config.yaml", {"mix": {"share": 0.1, "probability": 0.2}}))
