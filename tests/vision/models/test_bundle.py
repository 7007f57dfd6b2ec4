import json
import math
from pathlib import Path

import pytest
from onnx import TensorProto

from attune.expressions import EXPRESSIONS
from attune.vision.errors import BundleCorrupt, BundleInvalid, BundleMissing
from attune.vision.models.bundle import load_bundle, require_servable
from tests.vision.bundles import int8_entry, linear_model, manifest, write_bundle, write_int8


def test_a_sound_bundle_is_loaded_with_all_it_says(bundle_folder: Path):
    bundle = load_bundle(bundle_folder)
    assert bundle.identity == "linear@1"
    assert bundle.labels == EXPRESSIONS
    assert bundle.preprocessing.size == 48
    assert (bundle.crop.detector, bundle.crop.scale, bundle.crop.shift_y) == ("blazeface", 1.2, -0.11)


@pytest.mark.parametrize("file", ["model.json", "model.onnx"])
def test_a_missing_file_is_named(bundle_folder: Path, file: str):
    (bundle_folder / file).unlink()
    with pytest.raises(BundleMissing, match=file) as caught:
        load_bundle(bundle_folder)
    assert caught.value.code == "bundle_missing"


def test_one_changed_byte_is_noticed(bundle_folder: Path):
    model = bytearray((bundle_folder / "model.onnx").read_bytes())
    model[len(model) // 2] ^= 1
    (bundle_folder / "model.onnx").write_bytes(model)
    with pytest.raises(BundleCorrupt) as caught:
        load_bundle(bundle_folder)
    assert caught.value.code == "bundle_corrupt"
    assert caught.value.data["expected"] != caught.value.data["actual"]


def test_bytes_that_are_no_model_are_corrupt_even_with_the_right_hash(tmp_path: Path):
    with pytest.raises(BundleCorrupt, match="cannot be opened"):
        load_bundle(write_bundle(tmp_path, b"not a model"))


def test_a_manifest_that_is_no_json_is_invalid(bundle_folder: Path):
    (bundle_folder / "model.json").write_text("{")
    with pytest.raises(BundleInvalid):
        load_bundle(bundle_folder)


@pytest.mark.parametrize("key", [key for key in manifest(b"") if key not in ("dataset", "protocol", "trained")])
def test_a_missing_key_is_named(bundle_folder: Path, key: str):
    described = json.loads((bundle_folder / "model.json").read_text())
    del described[key]
    (bundle_folder / "model.json").write_text(json.dumps(described))
    with pytest.raises(BundleInvalid, match=f"'{key}' is missing"):
        load_bundle(bundle_folder)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"task": "age"}, "task"),
        ({"labels": ["neutral", "hapiness"]}, "did you mean 'happiness'"),
        ({"labels": ["happiness", "happiness"]}, "different"),
        ({"labels": ["happy", "neutral"]}, "'happy' is written 'happiness'"),
        ({"labels": [0, 1]}, "labels is 0, not a text"),
        ({"labels": "neutral"}, "not a list"),
        ({"output": "logits"}, "output is 'logits', not a section"),
        ({"input": None}, "input is None, not a section"),
        ({"crop": 1.2}, "crop is 1.2, not a section"),
        ({"variants": {"int8": "model.int8.onnx"}}, "variants.int8 is 'model.int8.onnx', not a section"),
        ({"metrics": []}, "metrics is"),
        ({"name": 5}, "name is 5, not a text"),
        ({"version": 2}, "version is 2, not a text"),
        ({"parameters": True}, "parameters is True"),
        ({"parameters": 10**400}, "parameters is 1000"),
        ({"metrics": {"accuracy": math.nan}}, "NaN is no JSON"),
        ({"crop": manifest(b"")["crop"] | {"scale": -math.inf}}, "-Infinity is no JSON"),
        ({"crop": manifest(b"")["crop"] | {"scale": 0}}, "crop.scale is 0, not a positive number"),
        ({"crop": manifest(b"")["crop"] | {"shift_y": "up"}}, "crop.shift_y"),
        ({"input": manifest(b"")["input"] | {"width": 48.5}}, "input.width is 48.5, not a whole number"),
        ({"input": manifest(b"")["input"] | {"std": [-1]}}, "std must be positive"),
        ({"input": manifest(b"")["input"] | {"std": "1"}}, "input.std is '1', not a list"),
        ({"temperature": 0.0}, "positive"),
        ({"temperature": 2.0}, "output.temperature 1.0"),
        ({"input": manifest(b"")["input"] | {"width": 64}}, "square"),
        ({"input": manifest(b"")["input"] | {"scale": "0-255"}}, "0-1"),
        ({"input": manifest(b"")["input"] | {"std": [0]}}, "std"),
        ({"input": manifest(b"")["input"] | {"mean": [0, 0, 0]}}, "mean"),
    ],
)
def test_a_manifest_that_cannot_be_meant_is_refused(tmp_path: Path, changes, said):
    with pytest.raises(BundleInvalid, match=said):
        load_bundle(write_bundle(tmp_path, **changes))


@pytest.mark.parametrize("key", ["width", "mean", "std"])
def test_a_number_that_overflows_is_no_finite_one(bundle_folder: Path, key: str):
    described = json.loads((bundle_folder / "model.json").read_text())
    described["input"][key] = "ENORMOUS" if key == "width" else ["ENORMOUS"]
    (bundle_folder / "model.json").write_text(json.dumps(described).replace('"ENORMOUS"', "1e999"))
    with pytest.raises(BundleInvalid, match=f"input.{key} is inf, not a finite number"):
        load_bundle(bundle_folder)


@pytest.mark.parametrize("written", ["[]", "3", "[" * 100_000])
def test_a_manifest_of_another_shape_is_invalid(bundle_folder: Path, written: str):
    (bundle_folder / "model.json").write_text(written)
    with pytest.raises(BundleInvalid):
        load_bundle(bundle_folder)


def test_a_model_that_takes_bytes_is_refused(tmp_path: Path):
    with pytest.raises(BundleInvalid, match=r"'image' is tensor\(uint8\), and only tensor\(float\) is served"):
        load_bundle(write_bundle(tmp_path, linear_model(8, kind=TensorProto.UINT8)))


def test_a_crop_that_is_stated_for_another_detector_can_be_used_but_not_served(tmp_path: Path):
    require_servable(load_bundle(write_bundle(tmp_path / "ours")))
    other = load_bundle(write_bundle(tmp_path / "haar", crop={"detector": "haar", "scale": 1.0, "shift_y": 0.0}))
    assert other.crop.detector == "haar"
    with pytest.raises(BundleInvalid, match="stated for the detector 'haar'"):
        require_servable(other)


def test_a_model_with_other_outputs_than_labels_is_refused(tmp_path: Path):
    with pytest.raises(BundleInvalid, match="manifest says"):
        load_bundle(write_bundle(tmp_path, linear_model(7)))


def test_a_model_with_another_input_is_refused(tmp_path: Path):
    with pytest.raises(BundleInvalid, match="manifest says"):
        load_bundle(write_bundle(tmp_path, linear_model(8, size=32)))


def test_a_variant_has_its_own_file_hash_temperature_and_figures(bundle_folder: Path):
    other = linear_model(8, seed=1)
    bundle = load_bundle(write_int8(bundle_folder, other), "int8")
    assert (bundle.variant, bundle.variants) == ("int8", ("fp32", "int8"))
    assert (bundle.model, bundle.temperature, bundle.metrics) == (other, 2.0, {"accuracy": 0.5})
    assert bundle.identity == "linear@1"
    fp32 = load_bundle(bundle_folder)
    assert (fp32.variant, fp32.temperature) == ("fp32", 1.0)
    assert fp32.sha256 != bundle.sha256


def test_a_variant_that_the_manifest_does_not_name_is_an_error_and_no_fallback(bundle_folder: Path):
    (bundle_folder / "model.int8.onnx").write_bytes(linear_model(8))
    with pytest.raises(BundleMissing, match="no variant 'int8', only fp32"):
        load_bundle(bundle_folder, "int8")


def test_a_variant_whose_file_is_gone_is_missing(bundle_folder: Path):
    (write_int8(bundle_folder, linear_model(8)) / "model.int8.onnx").unlink()
    assert load_bundle(bundle_folder).variants == ("fp32", "int8")
    with pytest.raises(BundleMissing, match=r"model\.int8\.onnx"):
        load_bundle(bundle_folder, "int8")


def test_a_variant_is_held_to_its_own_hash_and_to_the_shapes_of_the_manifest(bundle_folder: Path):
    write_int8(bundle_folder, linear_model(8), sha256="0" * 64)
    with pytest.raises(BundleCorrupt, match="manifest says 000000000000"):
        load_bundle(bundle_folder, "int8")
    write_int8(bundle_folder, linear_model(7))
    with pytest.raises(BundleInvalid, match="manifest says"):
        load_bundle(bundle_folder, "int8")


@pytest.mark.parametrize("key", ["file", "sha256", "temperature", "metrics"])
def test_a_variant_that_says_too_little_makes_the_manifest_invalid(bundle_folder: Path, key: str):
    described = json.loads((write_int8(bundle_folder, linear_model(8)) / "model.json").read_text())
    del described["variants"]["int8"][key]
    (bundle_folder / "model.json").write_text(json.dumps(described))
    with pytest.raises(BundleInvalid, match=f"'{key}' is missing"):
        load_bundle(bundle_folder)


@pytest.mark.parametrize(
    ("variants", "said"),
    [
        ({"int4": int8_entry(b"")}, "'int4' is none of int8"),
        ({"fp32": int8_entry(b"")}, "'fp32' is none of int8"),
        ({"int8": int8_entry(b"", file="../model.onnx")}, "must be 'model.int8.onnx'"),
        ({"int8": int8_entry(b"", temperature=-1)}, "positive"),
    ],
)
def test_a_variant_that_cannot_be_meant_is_refused(tmp_path: Path, variants, said):
    with pytest.raises(BundleInvalid, match=said):
        load_bundle(write_bundle(tmp_path, variants=variants))
