"""Where images and labels come from: one reader for each layout that users have, and one interface to them all."""

from attune.training.data.sources.entries import Affect, Entry, FaceImage, Fault, ImageArray, Source
from attune.training.data.sources.labels import FER2013_ORDER, SIDE
from attune.training.data.sources.recognise import CSV_NAMES, open_source, read_images
from attune.training.errors import DatasetError

__all__ = [
    "CSV_NAMES",
    "FER2013_ORDER",
    "SIDE",
    "Affect",
    "DatasetError",
    "Entry",
    "FaceImage",
    "Fault",
    "ImageArray",
    "Source",
    "open_source",
    "read_images",
]
