"""The model card: what a model is, what it was measured on, and what it must not be used for (Mitchell et al. 2019)."""

from __future__ import annotations

from typing import Any

from attune.expressions import EXPRESSIONS
from attune.training.configuration.data_config import DataConfig
from attune.training.configuration.splits import HOLDOUT
from attune.training.evaluation.report import FEW, Report

DATA_NOTES = {
    "ferplus": (
        "FER2013 (Goodfellow et al. 2013): 48x48 grey images found with an image search engine and published for a "
        "research competition; they carry no licence of their own and are not part of this repository. Labels: FER+ "
        "(Barsoum et al. 2016), ten taggers an image, MIT licence."
    ),
    "fer2013": (
        "FER2013 (Goodfellow et al. 2013): 48x48 grey images found with an image search engine and published for a "
        "research competition, with its own seven labels; they carry no licence of their own and are not part of this "
        "repository."
    ),
    "affectnet": (
        "AffectNet (Mollahosseini et al. 2019): images from the web, licensed for research on request and not part "
        "of this repository; its terms may restrict what the weights are used for."
    ),
    "own": (
        "A data set of whoever trained it, with its own labels. Before you publish this model, write here where the "
        "images come from, who labelled them, and under which terms."
    ),
}

OF_FER2013 = ("ferplus", "fer2013")
"""Data sets whose images are FER2013's."""

LIMITS = """\
## Limits

- It reads what a face shows, as strangers would name it from a small grey image. That is not what the person
  feels; see `RESPONSIBLE_USE.md`.
- Glare, masks, hands, strong side light and turned heads make it wrong, often confidently so; the product abstains
  when the image is poor.
- Classes with few images (the table says which) are rarely recognised. Do not act on them alone.
"""

LIMITS_OF_FER2013 = """
- The images come from the web: posed and exaggerated expressions are over-represented, a calm face before a screen is
  not. Expect less from a webcam than from the metrics above.
- FER2013 says nothing about age, gender, skin colour, disability or culture, so no metric here can say whether the
  model is equally good for everybody. Assume that it is not until you have measured it on your people.
- FER2013 repeats images within and across its splits, as it always has; metrics on it are slightly flattering.
"""

LIMITS_OF_OTHER_IMAGES = """
- Unless the images are of webcams, expect less from one than from the metrics above.
- No metric here tells people of different age, gender, skin colour, disability or culture apart, so none can say
  whether the model is equally good for everybody. Assume that it is not until you have measured it on your people.
"""

NOT_FOR = """\
## Not for

Grading, proctoring, discipline, hiring, lie detection, diagnosis, identification, or any decision about a person that
the person cannot see and refuse. Not for children without the consent of those who care for them.
"""


def write_card(manifest: dict[str, Any], report: Report) -> str:
    """Write the card of a bundle from its manifest and the report on its fp32 file."""
    sections = [
        f"# {manifest['name']}, version {manifest['version']}",
        _summary(manifest),
        _training(manifest),
        _metrics(manifest, report),
        _files(manifest),
        _calibration(manifest),
        _robustness(manifest),
        _limits(manifest),
        NOT_FOR,
    ]
    return "\n\n".join(section for section in sections if section)


def _summary(manifest: dict[str, Any]) -> str:
    size = manifest["input"]["width"]
    repeated = " (repeated for three channels)" if manifest["input"]["channels"] == 3 else ""
    return (
        f"Names the expression of one face: a {size}x{size} grey image in{repeated}, "
        f"{len(manifest['labels'])} logits out ({', '.join(manifest['labels'])}). {manifest['parameters']:,} "
        "parameters. `model.json` holds everything that "
        "a program needs; probabilities are softmax(logits / temperature). Licence of the weights: MIT, as the code; "
        "whoever retrains or redistributes should know where the data comes from:"
    )


def _training(manifest: dict[str, Any]) -> str:
    metrics, trained = manifest["metrics"], manifest["trained"]
    epoch, epochs = metrics["epoch"], trained["epochs"]
    kept = "" if epoch == epochs else " It is the best epoch so far or the last one of a run that was ended early."
    return (
        f"## Data and training\n\n{DATA_NOTES[manifest['dataset']]}\n\n"
        f"Trained from {_origin(trained)} on the {trained['data']['training_split']} split, protocol "
        f"`{manifest['protocol']}`{_teachers(trained)}; "
        f"the weights are the exponential moving average after epoch {epoch} of {epochs} "
        f"({metrics['training_minutes']:.0f} minutes on {trained['device']}).{kept} Recipe: "
        f"`{trained['config']}`, seed {trained['seed']}, commit {trained['commit']}. To repeat it: "
        f"`{_command(trained)} {trained['config']}`."
    )


def _command(trained: dict[str, Any]) -> str:
    """`train-all` where a run began with other runs, which have to be trained first."""
    others = [*trained["teachers"], trained["started_from"] or ""]
    return "attune train-all" if any(".pt" in name for name in others) else "attune train"


def _origin(trained: dict[str, Any]) -> str:
    return f"the weights of {trained['started_from']}" if trained["started_from"] else "random weights"


def _teachers(trained: dict[str, Any]) -> str:
    if not trained["teachers"]:
        return ""
    return (
        f", distilled: {trained['teachers_weight']:.0%} of each soft target is the prediction of "
        f"{' and '.join(trained['teachers'])}, the rest the labels"
    )


def _metrics(manifest: dict[str, Any], report: Report) -> str:
    low, high = report.interval
    rows = [
        f"| {EXPRESSIONS[index]}{' *' if metrics.n < FEW else ''} | {metrics.n} | {metrics.precision:.3f} | "
        f"{metrics.recall:.3f} | {metrics.f1:.3f} |"
        for index in _known(manifest, report)
        for metrics in [report.classes[index]]
    ]
    unseen = without_duplicates(manifest["metrics"])
    duplicates = report.n - unseen["n"]
    return (
        f"## Metrics\n\nSplit {report.split}, protocol `{report.protocol}`, n = {report.n:,}, no test-time "
        f"augmentation, measured on the exported fp32 file.\n\n**Accuracy {report.accuracy:.1%}** (95 % Wilson "
        f"interval {low:.1%} to {high:.1%}). **This is a validation metric**: the recipe and the temperature were "
        "chosen on this split. Nothing was chosen on the test split (PrivateTest).\n\n"
        f"{duplicates:,} of these images are also in the training split, pixel for pixel; without them accuracy is "
        f"{unseen['accuracy']:.1%} (n = {unseen['n']:,}).\n\n"
        "| expression | n | precision | recall | F1 |\n|---|---:|---:|---:|---:|\n" + "\n".join(rows) + "\n\n"
        f"\\* fewer than {FEW} faces: no more than a hint.\n\n{_confusion(manifest, report)}\n\n"
        f"To repeat it: `{_measuring(manifest, report)}`."
    )


def without_duplicates(metrics: dict[str, Any]) -> dict[str, Any]:
    """N and accuracy on the faces that are not in the training split; earlier releases wrote another key."""
    key = "without_duplicates_of_training"
    found: dict[str, Any] = metrics[key if key in metrics else "without_copies_of_training"]
    return found


def _measuring(manifest: dict[str, Any], report: Report) -> str:
    """The command that measures a bundle again, with all that tells which faces those were but their folder."""
    data, usual = manifest["trained"]["data"], DataConfig()
    options = {"--split": report.split, "--protocol": report.protocol}
    for option, key in (("--format", "format"), ("--training-split", "training_split")):
        if data.get(key, getattr(usual, key)) != getattr(usual, key):
            options[option] = data[key]
    if report.split == HOLDOUT:
        options |= {"--holdout": f"{data['holdout']:g}", "--holdout-seed": str(data["holdout_seed"])}
    if manifest["dataset"] not in OF_FER2013:
        options = {"--data": "FOLDER", **options}
    return f"attune evaluate models/{manifest['name']} " + " ".join(f"{key} {value}" for key, value in options.items())


def _known(manifest: dict[str, Any], report: Report) -> list[int]:
    """Indices into EXPRESSIONS of what the model names or the split has."""
    return [index for index, name in enumerate(EXPRESSIONS) if name in manifest["labels"] or index in report.occurring]


def _confusion(manifest: dict[str, Any], report: Report) -> str:
    known = _known(manifest, report)
    names = [str(EXPRESSIONS[index]) for index in known]
    head = "| label \\ predicted | " + " | ".join(names) + " |\n|---|" + "---:|" * len(names) + "\n"
    rows = report.confusion[known][:, known].tolist()
    return head + "\n".join(
        f"| {name} | " + " | ".join(map(str, row)) + " |" for name, row in zip(names, rows, strict=True)
    )


def _files(manifest: dict[str, Any]) -> str:
    int8 = manifest["variants"]["int8"]
    metrics = int8["metrics"]
    lost = 100 * metrics["accuracy_loss"]
    change = "as many right as" if lost == 0 else f"{abs(lost):.2f} points {'fewer' if lost > 0 else 'more'} right than"
    return (
        "## Files\n\n| variant | file | size | accuracy | for |\n|---|---|---:|---:|---|\n"
        f"| fp32 | `model.onnx` | {manifest['bytes'] / 1e6:.2f} MB | {manifest['metrics']['accuracy']:.2%} | Python, "
        "exact comparison with torch |\n"
        f"| int8 | `{int8['file']}` | {int8['bytes'] / 1e6:.2f} MB | {metrics['accuracy']:.2%} | browsers |\n\n"
        f"Of the n = {metrics['n']:,} faces int8 reads {change} fp32. Measured with {int8['measured_on']}; "
        "golden files prove that the browser's WebAssembly answers the same to four decimals. Weights keep to 7 "
        "bits: 8-bit ones can overflow on processors with AVX2 but without VNNI, and by arithmetic 7-bit ones cannot."
    )


def _calibration(manifest: dict[str, Any]) -> str:
    int8 = manifest["variants"]["int8"]
    rows = [
        _calibration_row("fp32", manifest["temperature"], manifest["metrics"]),
        _calibration_row("int8", int8["temperature"], int8["metrics"]),
    ]
    return (
        "## Calibration\n\nOne temperature for each file, fitted on the same split by negative log-likelihood. ECE is "
        "the expected calibration error over 15 bins. Fitted and measured on the same faces it flatters; "
        "*cross-validated* gives each half of the faces the temperature of the other half.\n\n"
        "| variant | temperature | ECE before | ECE | ECE cross-validated | NLL before | NLL |\n"
        "|---|---:|---:|---:|---:|---:|---:|\n" + "\n".join(rows)
    )


def _calibration_row(variant: str, temperature: float, metrics: dict[str, Any]) -> str:
    columns = ("ece_before_temperature", "ece", "ece_cross_validated", "nll_before_temperature", "nll")
    return f"| {variant} | {temperature} | " + " | ".join(f"{metrics[column]:.3f}" for column in columns) + " |"


def _limits(manifest: dict[str, Any]) -> str:
    of_fer2013 = manifest["dataset"] in OF_FER2013
    return LIMITS + (LIMITS_OF_FER2013 if of_fer2013 else LIMITS_OF_OTHER_IMAGES).strip()


def _robustness(manifest: dict[str, Any]) -> str:
    """The table of `attune evaluate --robustness`, where the manifest holds it."""
    found = manifest["metrics"].get("robustness")
    if found is None:
        return ""
    rows = [
        f"| {name} | " + " | ".join(f"{cell['accuracy']:.1%} ({cell['amount']})" for cell in cells) + " |"
        for name, cells in found["corruptions"].items()
    ]
    low, high = found["mean_accuracy_interval_95"]
    return (
        f"## On corrupted images\n\nThe fp32 file on the same faces, n = {found['n']:,} in each cell, every face "
        "answered (the product abstains on poor images).\n\n| corruption | mild | medium | strong |\n"
        "|---|---:|---:|---:|\n"
        + "\n".join(rows)
        + f"\n\nMean {found['mean_accuracy']:.1%} (95 % interval {low:.1%} to {high:.1%})."
    )
