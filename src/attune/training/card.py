"""The model card: what a model is, what it was measured on, and what it must not be used for (Mitchell et al. 2019)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attune.expressions import EXPRESSIONS
from attune.training.config import Config
from attune.training.report import FEW, Report

DATA_NOTES = {
    "ferplus": (
        "FER2013 (Goodfellow et al. 2013): 48x48 grey pictures found with an image search engine and published for a "
        "research competition; they carry no licence of their own and are not part of this repository. Labels: FER+ "
        "(Barsoum et al. 2016), ten taggers a picture, MIT licence."
    ),
    "fer2013": (
        "FER2013 (Goodfellow et al. 2013): 48x48 grey pictures found with an image search engine and published for a "
        "research competition, with its own seven labels; they carry no licence of their own and are not part of this "
        "repository."
    ),
}

LIMITS = """\
## Limits

- It reads what a face shows, as ten strangers would name it from a small grey picture. That is not what the person
  feels; see `RESPONSIBLE_USE.md`.
- The pictures come from the web: posed and exaggerated expressions are over-represented, a calm face before a screen is
  not. Expect less from a webcam than from the figures above.
- FER2013 says nothing about age, gender, skin colour, disability or culture, so no figure here can say whether the
  model is equally good for everybody. Assume that it is not until you have measured it on your people.
- Glare, masks, hands, strong side light and turned heads make it wrong, often confidently so; the product abstains
  when the picture is poor.
- FER2013 repeats pictures within and across its splits, as it always has; figures on it are slightly flattering.
- Classes with few pictures (the table says which) are rarely recognised. Do not act on them alone.

## Not for

Grading, proctoring, discipline, hiring, lie detection, diagnosis, identification, or any decision about a person that
the person cannot see and refuse. Not for children without the consent of those who care for them.
"""


def write_card(manifest: dict[str, Any], config: Config, report: Report) -> str:
    """Write the card of a bundle from its manifest, its run and the report on the exported file."""
    return "\n\n".join(
        [
            f"# {manifest['name']}, version {manifest['version']}",
            _summary(manifest),
            _training(manifest, config),
            _figures(manifest, report),
            _calibration(manifest),
            LIMITS,
        ]
    )


def _summary(manifest: dict[str, Any]) -> str:
    size = manifest["input"]["width"]
    repeated = " (repeated for three channels)" if manifest["input"]["channels"] == 3 else ""
    return (
        f"Names the expression of one face: a {size}x{size} grey picture in{repeated}, "
        f"{len(manifest['labels'])} logits out ({', '.join(manifest['labels'])}). {manifest['parameters']:,} "
        "parameters. `model.json` holds everything that "
        "a program needs; probabilities are softmax(logits / temperature). Licence of the weights: MIT, as the code; "
        "whoever retrains or redistributes should know where the data comes from:"
    )


def _training(manifest: dict[str, Any], config: Config) -> str:
    metrics, trained = manifest["metrics"], manifest["trained"]
    epoch, epochs = metrics["epoch"], config.optimizer.epochs
    source = config.model.pretrained or config.model.start
    origin = f"the weights of {Path(source).name}" if source else "random weights"
    unfinished = "" if epoch == epochs else " **The run was not finished: this is a provisional model.**"
    return (
        f"## Data and training\n\n{DATA_NOTES[manifest['dataset']]}\n\n"
        f"Trained from {origin} on the {config.data.training_split} split, protocol `{config.data.protocol}`; "
        f"the weights are the running average after epoch {epoch} of {epochs} "
        f"({metrics['training_minutes']:.0f} minutes on {config.run.device}).{unfinished} Recipe: "
        f"`{trained['config']}`, seed {trained['seed']}, commit {trained['commit']}. To repeat it: "
        f"`attune train {trained['config']}`."
    )


def _figures(manifest: dict[str, Any], report: Report) -> str:
    low, high = report.interval
    rows = [
        f"| {name}{' *' if figures.n < FEW else ''} | {figures.n} | {figures.precision:.3f} | {figures.recall:.3f} | "
        f"{figures.f1:.3f} |"
        for name, figures in zip(EXPRESSIONS, report.classes, strict=True)
    ]
    unseen = manifest["metrics"]["without_copies_of_training"]
    copies = report.n - unseen["n"]
    return (
        f"## Figures\n\nSplit {report.split}, protocol `{report.protocol}`, n = {report.n:,}, no test-time "
        f"augmentation, measured on the exported file.\n\n**Accuracy {report.accuracy:.1%}** (95 % Wilson interval "
        f"{low:.1%} to {high:.1%}). **This is a validation figure**: the recipe and the temperature were chosen on "
        "this split. Nothing was chosen on the test split (PrivateTest).\n\n"
        f"{copies:,} of these pictures are also in the training split, pixel for pixel; without them accuracy is "
        f"{unseen['accuracy']:.1%} (n = {unseen['n']:,}).\n\n"
        "| expression | n | precision | recall | F1 |\n|---|---:|---:|---:|---:|\n" + "\n".join(rows) + "\n\n"
        f"\\* fewer than {FEW} faces: no more than a hint.\n\n{_confusion(report)}\n\n"
        f"To repeat it: `attune evaluate models/{manifest['name']} --split {report.split} "
        f"--protocol {report.protocol}`."
    )


def _confusion(report: Report) -> str:
    head = "| label \\ predicted | " + " | ".join(EXPRESSIONS) + " |\n|---|" + "---:|" * len(EXPRESSIONS) + "\n"
    rows = zip(EXPRESSIONS, report.confusion.tolist(), strict=True)
    return head + "\n".join(f"| {name} | " + " | ".join(map(str, row)) + " |" for name, row in rows)


def _calibration(manifest: dict[str, Any]) -> str:
    metrics = manifest["metrics"]
    return (
        f"## Calibration\n\nOne temperature, {manifest['temperature']}, fitted on the same split by negative "
        f"log-likelihood: expected calibration error (15 bins) {metrics['ece_before_temperature']:.3f} before, "
        f"{metrics['ece']:.3f} after; negative log-likelihood {metrics['nll_before_temperature']:.3f} before, "
        f"{metrics['nll']:.3f} after. Fitted and measured on the same faces, so on new ones expect slightly more."
    )
