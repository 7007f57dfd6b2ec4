from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from attune.training.configuration.config import NAME, Config, OptimizerConfig
from attune.training.configuration.config_file import load_config, parse_config
from attune.training.errors import ConfigError

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text("name: mine\noptimizer:\n  lr: 0.2\n  weight_decay: 5e-4\n")
    return path


def test_what_the_file_does_not_say_keeps_its_default(file: Path):
    config = load_config(file)
    assert (config.name, config.optimizer.lr, config.optimizer.momentum) == ("mine", 0.2, 0.9)


def test_a_number_that_yaml_reads_as_text_is_a_number(file: Path):
    assert load_config(file).optimizer.weight_decay == 5e-4


def test_an_override_wins_over_the_file(file: Path):
    config = load_config(file, ["optimizer.lr=0.05", "model.options.stem=8", "optimizer.clip_norm=null"])
    assert config.optimizer.lr == 0.05
    assert config.model.options == {"stem": 8}
    assert config.optimizer.clip_norm is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"optimiser": {}}, "unknown key 'optimiser'; did you mean 'optimizer'?"),
        ({"optimizer": {"learning_rate": 1}}, "unknown key 'optimizer.learning_rate'; did you mean 'optimizer."),
        ({"optimizer": {"epoch": 1}}, "did you mean 'optimizer.epochs'?"),
        ({"optimizer": {"lr": "fast"}}, "optimizer.lr is 'fast'; write a number"),
        ({"optimizer": {"lr": -1}}, "optimizer.lr is -1.0; write a number above 0"),
        ({"optimizer": {"epochs": 1.5}}, "optimizer.epochs is 1.5; write a value of type int"),
        ({"optimizer": {"epochs": True}}, "optimizer.epochs is True; write a value of type int"),
        ({"optimizer": {"warmup_epochs": 90}}, "optimizer.warmup_epochs is 90.0; write 0 to optimizer.epochs"),
        ({"optimizer": 3}, "optimizer must be a section"),
        (
            {"data": {"protocol": "majorty"}},
            "did you mean 'majority'? Choose from majority, argmax, soft, fer2013, labels.",
        ),
        ({"data": {"votes": None}}, "needs FER+ votes"),
        ({"data": {"validation_split": "Training"}}, "the same faces"),
        ({"data": {"training_split": "train", "validation_split": "Training"}}, "the same faces"),
        ({"data": {"training_split": "holdout"}}, "the same faces"),
        ({"data": {"validation_split": "test_set"}}, "PublicTest and PrivateTest mixed"),
        ({"data": {"holdout": 1}}, "data.holdout is 1.0; write a fraction between 0 and 1"),
        ({"data": {"format": "affect-net"}}, "did you mean 'affectnet'?"),
        ({"augment": {"flip": 2}}, "augment.flip is 2.0; write a number from 0 to 1"),
        ({"augment": {"erase_area": [0.5]}}, "write [smallest, largest] share"),
        ({"augment": {"erase_area": 0.5}}, "augment.erase_area is 0.5; write a list"),
        ({"optimizer": {"name": "sdg"}}, "optimizer.name is 'sdg'; did you mean 'sgd'? Choose from sgd, adamw, nadam."),
        ({"optimizer": {"plateau_factor": 1}}, "optimizer.plateau_factor must be above 0 and below 1"),
        ({"loss": {"smoothing": 1}}, "loss.smoothing is 1.0; write 0 to below 1"),
        ({"mix": {"mixup": -1}}, "mix.mixup is -1.0; write 0 (off) or the alpha"),
        ({"distillation": {"weight": 3}}, "distillation.weight is 3.0; write a number from 0 to 1"),
        ({"distillation": {"teachers": "a.pt"}}, "distillation.teachers is 'a.pt'; write a list"),
        ({"run": {"save_every": 0}}, "run.save_every must be above 0 epochs"),
        ({"model": {"channels": 2}}, "model.channels is 2; write 1 (grey) or 3 (grey, repeated)"),
        (
            {"model": {"mean": [0.5, 0.5]}},
            "model.mean is (0.5, 0.5); write one number, or one for each of model.channels",
        ),
        ({"model": {"channels": 3, "std": [0.2, 0.2, 0]}}, "model.std is (0.2, 0.2, 0.0); pixels are divided by it"),
        ({"model": {"mean": "dark"}}, "model.mean is 'dark'; write a number"),
        ({"model": {"mean": None}}, "model.mean is None; write a value of type float"),
        ({"model": {"start": "a", "pretrained": "b"}}, "model.pretrained and model.start are both set"),
        ({"name": "../elsewhere"}, "name is '../elsewhere'; it names folders"),
        ({"model": {"start": ["a.pt", "models/b"]}}, "model.start averages checkpoints (.pt); models/b is none"),
        ({"run": {"precision": "float16"}}, "on a CPU use bfloat16 or float32"),
    ],
)
def test_a_value_that_cannot_be_is_an_error_that_says_what_to_write(values: dict, message: str):
    with pytest.raises(ConfigError) as error:
        parse_config(values)
    assert message in str(error.value)


@pytest.mark.parametrize("key", ["validation_split", "training_split"])
def test_the_test_split_neither_trains_nor_selects(key: str):
    with pytest.raises(ConfigError, match="the test set"):
        parse_config({"data": {key: "PrivateTest"}})


def test_selecting_on_the_test_split_is_refused_with_the_way_to_measure_on_it():
    with pytest.raises(ConfigError, match=r"attune evaluate MODEL --split PrivateTest"):
        parse_config({"data": {"validation_split": "PrivateTest"}})


def test_mean_and_std_are_one_number_or_one_a_channel():
    model = parse_config({"model": {"channels": 3, "mean": [0.485, 0.456, 0.406], "std": 0.25}}).model
    assert model.channel_mean == (0.485, 0.456, 0.406)
    assert model.channel_std == (0.25, 0.25, 0.25)


@pytest.mark.parametrize("override", ["lr", "=3", "name.first=1"])
def test_an_override_that_is_none_is_refused(file: Path, override: str):
    with pytest.raises(ConfigError):
        load_config(file, [override])


def test_files_that_are_no_configuration_are_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="no configuration file at"):
        load_config(tmp_path / "none.yaml")
    for text, message in [("- a\n- b\n", "not a list"), ("a: [", "is not YAML")]:
        (tmp_path / "bad.yaml").write_text(text)
        with pytest.raises(ConfigError, match=message):
            load_config(tmp_path / "bad.yaml")


def test_the_default_run_is_the_recipe_of_the_shipped_model():
    assert load_config(ROOT / "config.yaml") == load_config(ROOT / "configs" / "custom-cnn-48.yaml")


def test_config_yaml_names_every_key():
    written = yaml.safe_load((ROOT / "config.yaml").read_text())
    for section, values in Config().as_dict().items():
        assert section in written
        if isinstance(values, dict):
            assert set(values) - set(written[section]) == set(), section


@given(
    epochs=st.integers(1, 500),
    lr=st.floats(1e-6, 10),
    ema=st.floats(0, 0.9999),
    clip=st.none() | st.floats(0.01, 100),
    name=st.from_regex(NAME, fullmatch=True),
)
def test_a_configuration_survives_being_written_as_plain_data(epochs, lr, ema, clip, name):
    plan = OptimizerConfig(epochs=epochs, lr=lr, ema=ema, clip_norm=clip)
    config = Config(name=name, optimizer=plan)
    assert parse_config(config.as_dict()) == config


@pytest.mark.parametrize(
    ("written", "overrides", "root"),
    [
        ("{}", [], "elsewhere"),
        ("data: {root: ../shared/data/fer2013}", [], "elsewhere"),
        ("data: {root: raf-db}", [], "raf-db"),
        ("{}", ["data.root=here"], "here"),
    ],
)
def test_the_environment_stands_for_the_default_data(tmp_path, monkeypatch, written, overrides, root):
    monkeypatch.setenv("ATTUNE_DATA", "elsewhere")
    (tmp_path / "config.yaml").write_text(written)
    assert load_config(tmp_path / "config.yaml", overrides).data.root == root
