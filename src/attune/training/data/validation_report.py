"""The validation of a data set as tables on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from attune.expressions import EXPRESSIONS
from attune.training.data.duplicates import NEAR
from attune.training.data.validation import UNLABELLED, DatasetValidation

SHOWN = 20
"""Faults that are listed; a data set with more has one cause, not fifty."""


def print_validation(validation: DatasetValidation, console: Console) -> None:
    """Print what was found; faults last, where they are seen."""
    console.print(f"[bold]{escape(validation.root)}[/]: {escape(validation.format)}", highlight=False)
    console.print(_class_table(validation))
    sizes = [f"{count:,} of {size}" for size, count in list(validation.sizes.items())[:5]]
    more = len(validation.sizes) - len(sizes)
    console.print("Sizes:", ", ".join(sizes), *([f"and {more} others"] if more else []), highlight=False)
    if any(split.protocols for split in validation.splits):
        console.print(_protocol_table(validation))
    console.print(_duplicate_table(validation))
    console.print(f"Nearly the same: {NEAR}, and not the same pixels.", highlight=False)
    images, entries = validation.conflicts
    console.print(
        f"Conflicting labels: {images:,} images stand {entries:,} times under different labels.", highlight=False
    )
    for note in validation.notes:
        console.print(f"Note: {escape(note)}.", highlight=False)
    for fault in validation.faults[:SHOWN]:
        console.print(f"[red]Fault:[/] {escape(fault)}", highlight=False)
    if len(validation.faults) > SHOWN:
        console.print(f"[red]and {len(validation.faults) - SHOWN:,} faults more[/] (--json lists all)", highlight=False)
    if not validation.faults:
        console.print("No faults.", highlight=False)


def _class_table(validation: DatasetValidation) -> Table:
    table = Table("expression", title="Images")
    for split in validation.splits:
        table.add_column(split.name, justify="right")
    for name in (*map(str, EXPRESSIONS), UNLABELLED):
        counts = [split.classes.get(name, 0) for split in validation.splits]
        if any(counts):
            proportions = (
                count / split.images if count else 0 for count, split in zip(counts, validation.splits, strict=True)
            )
            table.add_row(
                name, *(f"{count:,} {proportion:6.1%}" for count, proportion in zip(counts, proportions, strict=True))
            )
    table.add_section()
    table.add_row("all", *(f"{split.images:,}        " for split in validation.splits))
    return table


def _protocol_table(validation: DatasetValidation) -> Table:
    voted = [split for split in validation.splits if split.protocols]
    table = Table("FER+ protocol", title="Images that are left under a protocol (n)")
    for split in voted:
        table.add_column(split.name, justify="right")
    for protocol in voted[0].protocols:
        table.add_row(protocol, *(f"{split.protocols[protocol]:,}" for split in voted))
    table.add_section()
    proportions = ("" if split.agreement is None else f"{split.agreement:.1%}" for split in voted)
    table.add_row("majority agrees with FER2013", *proportions)
    return table


def _duplicate_table(validation: DatasetValidation) -> Table:
    table = Table("where", "same pixels", "nearly the same", title="Duplicates: images that stand there already")
    for split, count in validation.exact.within.items():
        table.add_row(f"twice in {split}", f"{count:,}", f"{validation.near.within[split]:,}")
    for (one, other), count in validation.exact.between.items():
        table.add_row(f"of {other}, in {one} too", f"{count:,}", f"{validation.near.between[one, other]:,}")
    return table
