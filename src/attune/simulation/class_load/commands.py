"""`attune simulate`: a class of synthetic students, to see a live page alive."""

from __future__ import annotations

import click

from attune.simulation.class_load.simulated_class import STUDENTS, simulate_class


@click.group(invoke_without_command=True)
@click.option("--url", default="http://127.0.0.1:5000", show_default=True, help="Address of a running demo platform.")
@click.option("--minutes", default=5.0, show_default=True, type=click.FloatRange(0.1, 240))
@click.option("--students", default=len(STUDENTS), show_default=True, type=click.IntRange(1, len(STUDENTS)))
@click.pass_context
def simulate(context: click.Context, url: str, minutes: float, students: int) -> None:
    """Let demo students study live, so that a tutor's page can be seen alive.

    The traffic is synthetic: demo accounts send synthetic readings over the platform's own API. Sign in as the demo
    tutor and open the live page of the first course meanwhile.
    """
    if context.invoked_subcommand is not None:
        return
    click.echo(f"{students} demo students study at {url} for {minutes:g} minutes; Ctrl+C ends it.")
    problems = simulate_class(url, students, minutes * 60, lambda problem: click.echo(problem, err=True))
    if problems:
        raise click.ClickException(f"{problems} requests went wrong.")
