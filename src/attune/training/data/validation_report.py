"""An inspection as tables on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from attune.expressions import EXPRESSIONS
from attune.training.data.duplicates import NEAR
from attune.training.data.validation import UNLABELLED, Inspection

SHOWN = 20
"""Faults that are listed; a data set with more has one cause, not fifty."""


def print_inspection(inspection: Inspection, console: Console) -> None:
    """Print what was found; faults last, where they are seen."""
    console.print(f"[bold]{escape(inspection.root)}[/]: {escape(inspection.format)}", highlight=False)
    console.print(_class_table(inspection))
    sizes = [f"{count:,} of {size}" for size, count in list(inspection.sizes.items())[:5]]
    more = len(inspection.sizes) - len(sizes)
    console.print("Sizes:", ", ".join(sizes), *([f"and {more} others"] if more else []), highlight=False)
    if any(split.protocols for split in inspection.splits):
        console.print(_protocol_table(inspection))
    console.print(_copy_table(inspection))
    console.print(f"Nearly the same: {NEAR}, and not the same pixels.", highlight=False)
    pictures, entries = inspection.conflicts
    console.print(
        f"Conflicting labels: {pictures:,} pictures stand {entries:,} times under different labels.", highlight=False
    )
    for note in inspection.notes:
        console.print(f"Note: {escape(note)}.", highlight=False)
    for fault in inspection.faults[:SHOWN]:
        console.print(f"[red]Fault:[/] {escape(fault)}", highlight=False)
    if len(inspection.faults) > SHOWN:
        console.print(f"[red]and {len(inspection.faults) - SHOWN:,} faults more[/] (--json lists all)", highlight=False)
    if not inspection.faults:
        console.print("No faults.", highlight=False)


def _class_table(inspection: Inspection) -> Table:
    table = Table("expression", title="Pictures")
    for split in inspection.splits:
        table.add_column(split.name, justify="right")
    for name in (*map(str, EXPRESSIONS), UNLABELLED):
        counts = [split.classes.get(name, 0) for split in inspection.splits]
        if any(counts):
            shares = (
                count / split.pictures if count else 0 for count, split in zip(counts, inspection.splits, strict=True)
            )
            table.add_row(name, *(f"{count:,} {share:6.1%}" for count, share in zip(counts, shares, strict=True)))
    table.add_section()
    table.add_row("all", *(f"{split.pictures:,}        " for split in inspection.splits))
    return table


def _protocol_table(inspection: Inspection) -> Table:
    voted = [split for split in inspection.splits if split.protocols]
    table = Table("FER+ protocol", title="Pictures that are left under a protocol (n)")
    for split in voted:
        table.add_column(split.name, justify="right")
    for protocol in voted[0].protocols:
        table.add_row(protocol, *(f"{split.protocols[protocol]:,}" for split in voted))
    table.add_section()
    shares = ("" if split.agreement is None else f"{split.agreement:.1%}" for split in voted)
    table.add_row("majority agrees with FER2013", *shares)
    return table


def _copy_table(inspection: Inspection) -> Table:
    table = Table("where", "same pixels", "nearly the same", title="Pictures that stand there already")
    for split, count in inspection.exact.within.items():
        table.add_row(f"twice in {split}", f"{count:,}", f"{inspection.near.within[split]:,}")
    for (one, other), count in inspection.exact.between.items():
        table.add_row(f"of {other}, in {one} too", f"{count:,}", f"{inspection.near.between[one, other]:,}")
    return table
