"""The card of the network that tells covered faces."""

from __future__ import annotations

from pathlib import Path

from torch import nn

CARD = """# covers

Tells whether something covers a face: a 48x48 grey crop in (0 to 1), one logit out; from a probability of 0.5 on, a
reading abstains as *covered*. {parameters:,} parameters. It knows nothing of expressions and serves every model.
Licence of the weights: MIT, as the code; the data is FER2013's (Goodfellow et al. 2013), pictures found with an image
search engine, which carry no licence of their own and are not part of this repository.

## Training

Faces of the Training split, half of them under a cover that the program draws (`attune/training/occlusion/drawing.py`):
rectangles, ellipses and whole sides, plain, shaded, striped, blotched, or cut out of another picture; half of all faces
are a little smaller and have such a surface around them, which is no cover. {epochs} epochs, seed {seed}:
`attune train-covers --epochs {epochs} --seed {seed}`.

## Figures

PublicTest, n = {clean:,}: {lost:.1%} of the faces in full view and {told:.1%} of the same faces under drawn covers are
taken for covered. **These are validation figures**: the threshold was set on these faces, and the covers are of the
kinds that it learned. What whole readings make of surfaces that it never saw, `benchmarks.accuracy.covered_faces`
measures (docs/how-to/read-faces.md).

## Limits

No real hand, mask or scarf was at hand to learn from or to measure on: every cover is drawn. Beards, glasses and hair
are in FER2013's faces, which all count as uncovered. It tells that something is in the way, not what; a headscarf
around a face is no cover, a scarf over the mouth is. It is not for finding out who wears a mask or a veil, and nothing
in the product keeps what it says beyond the reading.
"""


def write_cover_card(
    folder: Path, network: nn.Module, told: tuple[float, float], *, clean: int, epochs: int, seed: int
) -> None:
    """Write CARD.md. told: shares taken for covered of faces in full view and under drawn covers."""
    parameters = sum(parameter.numel() for parameter in network.parameters())
    card = CARD.format(parameters=parameters, epochs=epochs, seed=seed, clean=clean, lost=told[0], told=told[1])
    (folder / "CARD.md").write_text(card, encoding="utf-8")
