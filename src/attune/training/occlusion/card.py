"""The card of the network that tells occluded faces."""

from __future__ import annotations

from pathlib import Path

from torch import nn

CARD = """# occlusion

Tells whether something occludes a face: a 48x48 grey crop in (0 to 1), one logit out; from a probability of 0.5 on, a
reading abstains as *covered*. {parameters:,} parameters. It knows nothing of expressions and serves every model.
Licence of the weights: MIT, as the code; the data is FER2013's (Goodfellow et al. 2013), images found with an image
search engine, which carry no licence of their own and are not part of this repository.

## Training

Faces of the Training split, half of them under an occlusion that the program draws
(`attune/training/occlusion/drawing.py`): rectangles, ellipses and whole sides, plain, shaded, striped, blotched, or cut
out of another image; half of all faces are a little smaller and have such a surface around them, which is no occlusion.
{epochs} epochs, seed {seed}: `attune train-occlusion --epochs {epochs} --seed {seed}`.

## Metrics

PublicTest, n = {clean:,}: {lost:.1%} of the faces in full view and {told:.1%} of the same faces under drawn occlusions
are taken for occluded. **These are validation metrics**: the threshold was set on these faces, and the occlusions are
of the kinds that it learned. What whole readings make of surfaces that it never saw,
`benchmarks.accuracy.occluded_faces` measures (docs/how-to/read-faces.md).

## Limits

No real hand, mask or scarf was at hand to learn from or to measure on: every occlusion is drawn. Beards, glasses and
hair are in FER2013's faces, which all count as unoccluded. It tells that something is in the way, not what; a headscarf
around a face is no occlusion, a scarf over the mouth is. It is not for finding out who wears a mask or a veil, and
nothing in the product keeps what it says beyond the reading.
"""


def write_occlusion_card(
    folder: Path, network: nn.Module, told: tuple[float, float], *, clean: int, epochs: int, seed: int
) -> None:
    """Write CARD.md. told: fractions taken for occluded of faces in full view and under drawn occlusions."""
    parameters = sum(parameter.numel() for parameter in network.parameters())
    card = CARD.format(parameters=parameters, epochs=epochs, seed=seed, clean=clean, lost=told[0], told=told[1])
    (folder / "CARD.md").write_text(card, encoding="utf-8")
