"""`attune models`: what can be trained, what has been, and external models that are imported."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from attune import DEFAULT_MODEL
from attune.expressions import EXPRESSIONS, UnknownExpression, parse_expression
from attune.nearest import nearest_name
from attune.training.bundles.importing import (
    ModelDescription,
    folder_of,
    import_bundle,
    import_onnx,
    parse_numbers,
    refuse_taken,
)
from attune.training.bundles.listing import ListedBundle, list_bundles
from attune.training.cli.calibrate import calibrate
from attune.training.cli.extra import TrainingCommand
from attune.training.configuration.config import NAME
from attune.training.errors import ModelImportError
from attune.vision.geometry.crop import CropContract
from attune.vision.models.bundle import Preprocessing
from attune.vision.pipeline import FrameAnalyzer, decode_image

if TYPE_CHECKING:
    from attune.training.models.catalogue import Entry

json_option = click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")

COUNTED = "FLOPs: 2 per multiply-accumulate of convolutions and linear layers, one image. MB: float32 parameters."


@click.group()
def models() -> None:
    """List what can be trained and what has been; import external models, and remove them."""


models.add_command(calibrate)


@models.command("list", cls=TrainingCommand)
@json_option
def list_command(as_json: bool) -> None:
    """List every architecture at every input that it is published for: parameters, FLOPs, size, paper."""
    from attune.training.models.catalogue import list_entries

    entries = list_entries()
    if as_json:
        click.echo(json.dumps([entry.as_data() for entry in entries], indent=2))
        return
    _print_table(("name", "family", *_COSTS, "paper"), ([e.name, e.family, *_costs(e), e.paper] for e in entries))
    click.echo(COUNTED)


@models.command(cls=TrainingCommand)
@click.argument("name")
@json_option
def show(name: str, as_json: bool) -> None:
    """Show the options of the architecture NAME: their defaults and meanings, for `model.options`."""
    from attune.training.models import find_architecture
    from attune.training.models.catalogue import entries_of, options_of

    architecture = find_architecture(name)
    entries, options = entries_of(architecture), options_of(architecture)
    if as_json:
        described = {option.name: {"default": option.default, "meaning": option.meaning} for option in options}
        click.echo(json.dumps({"inputs": [entry.as_data() for entry in entries], "options": described}, indent=2))
        return
    click.echo(f"{name}: {architecture.family}, {architecture.paper}")
    _print_table((*_COSTS, "with options"), ([*_costs(entry), _written(entry.options)] for entry in entries))
    click.echo(COUNTED)
    _print_table(("option", "default", "meaning"), ([o.name, _written(o.default), o.meaning] for o in options))


@models.command(cls=TrainingCommand)
@click.argument("folder", type=click.Path(path_type=Path), default=Path("models"))
@json_option
def bundles(folder: Path, as_json: bool) -> None:
    """Verify and list the bundles in FOLDER, with the metrics that they state (exit code 1 when one is broken)."""
    listing = list_bundles(folder)
    if as_json:
        click.echo(json.dumps([bundle.as_data() for bundle in listing.bundles], indent=2))
    elif listing.bundles:
        columns = ("name", "version", "data set", "protocol", "accuracy", "input", "parameters", "MB")
        _print_table(columns, map(_bundle_row, listing.bundles))
    else:
        click.echo(f"there is no bundle in {folder}; `attune export` writes one")
    for fault in listing.faults:
        click.echo(fault, err=True)
    if listing.faults:
        raise click.exceptions.Exit(1)


@models.command(cls=TrainingCommand)
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--models", "folder", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--name", help="What it is called; its own name or its file's, if not given.")
@click.option("--labels", help="ONNX: its expressions in the order of its outputs, with commas between them.")
@click.option("--size", type=click.IntRange(8, 1024), default=224, show_default=True, help="ONNX: side of its input.")
@click.option("--rgb/--grey", default=True, help="ONNX: three channels, or one.")
@click.option("--mean", help="ONNX: taken off each pixel; one number, or one a channel.  [default: 0]")
@click.option("--std", help="ONNX: what each pixel is divided by then.  [default: 1]")
@click.option(
    "--scale", type=click.Choice(["0-1", "0-255"]), default="0-1", show_default=True, help="ONNX: of its pixels."
)
@click.option("--output", type=click.Choice(["auto", "logits", "probabilities"]), default="auto", show_default=True)
@click.option("--crop-scale", type=float, default=1.20, show_default=True, help="ONNX: the square, in detector boxes.")
@click.option("--crop-shift", type=float, default=-0.11, show_default=True, help="ONNX: of its centre, in boxes.")
@click.option("--version", "model_version", default="1", show_default=True, help="ONNX, checkpoint: its version.")
@click.option("--data", help="Checkpoint: folder or file of the data set on which it is measured.")
@click.option("--replace", is_flag=True, help="Replace a model of the same name.")
@click.option("--force", is_flag=True, help="With --replace: also the one that is served by default.")
@click.option("--try", "images", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(source: Path, folder: Path, images: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401 - click's values
    """Make SOURCE a model that can be served: a bundle folder, a checkpoint of ours (.pt, .pth), or an external ONNX.

    It is checked on the spot, and written whole or not at all. --try reads an image with it.
    """
    try:
        added = _add(source, folder, options)
        click.echo(f"added {added}; serve it with ATTUNE_MODEL={added.name}")
        for image in images:
            _show_reading(added, folder, image)
    except (UnknownExpression, ValueError) as problem:
        raise click.ClickException(str(problem)) from problem


def _add(source: Path, folder: Path, options: dict[str, Any]) -> Path:
    if source.is_dir():
        return import_bundle(source, folder, options["name"], **_replacing(options))
    if source.suffix in (".pt", ".pth"):
        return _add_checkpoint(source, folder, options)
    described = _describe(source, options)
    imported = import_onnx(source, described, folder, **_replacing(options))
    turned = ", its probabilities turned to logits" if imported.probabilities else ""
    click.echo(
        f"{imported.parameters:,} parameters, {imported.milliseconds:.1f} ms a face here{turned}; accuracy not measured"
    )
    return imported.folder


def _add_checkpoint(source: Path, folder: Path, options: dict[str, Any]) -> Path:
    from attune.training.checkpoints.checkpoint import load_model
    from attune.training.export.export import export_bundle

    _, config, _ = load_model(source)
    refuse_taken(folder, options["name"] or config.name, **_replacing(options))
    with tempfile.TemporaryDirectory() as workplace:  # as everything that is added: written whole or not at all
        folder_of(Path(workplace), config.name)
        exported = export_bundle(source, Path(workplace), options["data"], options["model_version"])
        return import_bundle(exported, folder, options["name"], **_replacing(options))


def _replacing(options: dict[str, Any]) -> dict[str, bool]:
    return {"replace": options["replace"], "force": options["force"]}


def _describe(source: Path, options: dict[str, Any]) -> ModelDescription:
    if not options["labels"]:
        raise ModelImportError(f"{source} does not say what its outputs mean; name its --labels, in their order")
    labels = tuple(parse_expression(label.strip()) for label in options["labels"].split(","))
    channels, scale = (3 if options["rgb"] else 1), (1.0 if options["scale"] == "0-1" else 255.0)
    mean = parse_numbers(options["mean"], channels, 0.0, scale)
    std = parse_numbers(options["std"], channels, 1.0, scale)
    if min(std) <= 0:
        raise ModelImportError(f"--std is {options['std']}, but must be positive: pixels are divided by it")
    if not (options["crop_scale"] > 0 and math.isfinite(options["crop_scale"])):
        raise ModelImportError(f"--crop-scale is {options['crop_scale']}, but must be a positive number")
    if not math.isfinite(options["crop_shift"]):
        raise ModelImportError(f"--crop-shift is {options['crop_shift']}, but must be a finite number")
    return ModelDescription(
        options["name"] or source.stem.lower(),
        labels,
        Preprocessing(options["size"], channels, mean, std),
        options["output"],
        options["model_version"],
        CropContract("blazeface", options["crop_scale"], options["crop_shift"]),
    )


def _show_reading(added: Path, folder: Path, image: Path) -> None:
    """Read an image with a model that was just added."""
    reading = FrameAnalyzer.load(added, models=folder).analyze(decode_image(image.read_bytes()))
    if not reading.face:
        click.echo(f"{image.name}: no face found")
        return
    ranked = sorted(zip(reading.p, EXPRESSIONS, strict=True), reverse=True)[:3]
    click.echo(f"{image.name}: " + ", ".join(f"{expression} {p:.0%}" for p, expression in ranked))


@models.command(cls=TrainingCommand)
@click.argument("name")
@click.option("--models", "folder", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--force", is_flag=True, help="Also the one that is served by default.")
def remove(name: str, folder: Path, force: bool) -> None:
    """Remove the bundle NAME and its files."""
    # a name, not a path to it: `base/` is not the default model's name, and would be the folder that is removed
    if not NAME.fullmatch(name) or not (folder / name / "model.json").is_file():
        known = sorted(manifest.parent.name for manifest in folder.glob("*/model.json"))
        nearest = f"; did you mean '{nearest_name(name, known)}'?" if known else ""
        raise click.ClickException(f"there is no model {name} in {folder}{nearest}")
    if name == DEFAULT_MODEL and not force:
        raise click.ClickException(f"{name} is what the platform serves by default; add --force if that is meant")
    shutil.rmtree(folder / name)
    click.echo(f"removed {folder / name}")


_COSTS = ("input", "parameters", "FLOPs", "MB")


def _costs(entry: Entry) -> list[str]:
    image = f"{entry.size}x{entry.size}x{entry.channels}"
    return [image, f"{entry.parameters:,}", f"{entry.flops / 1e9:.2f} G", f"{entry.megabytes:.1f}"]


def _bundle_row(bundle: ListedBundle) -> list[str]:
    accuracy = "not stated"
    if bundle.accuracy is not None:
        accuracy = f"{bundle.accuracy:.2%} of {bundle.n:,} ({bundle.split})"
    image = f"{bundle.size}x{bundle.size}x{bundle.channels}"
    return [
        bundle.name,
        bundle.version,
        bundle.dataset,
        bundle.protocol,
        accuracy,
        image,
        f"{bundle.parameters:,}",
        f"{bundle.megabytes:.1f}",
    ]


def _written(value: object) -> str:
    """Write an option's value as it stands in a YAML file."""
    return json.dumps(value).replace('"', "")


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose last column wraps in a narrow terminal; in a pipe or a file, a row is a line."""
    console = Console() if Console().is_terminal else Console(width=200)
    table = Table(box=box.SIMPLE)
    for column in columns:
        numbers = column in ("parameters", "FLOPs", "MB")
        table.add_column(column, justify="right" if numbers else "left", no_wrap=column != columns[-1])
    for row in rows:
        table.add_row(*row)
    console.print(table, highlight=False)
