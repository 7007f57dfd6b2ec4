"""Whether open pages slow the platform down: the time of an API call with few and with thousands of event streams open.

    python -m benchmarks.platform.open_streams

Starts a platform of its own (`attune serve` on SQLite in a temporary folder, on loopback), signs some students in, and
holds streams open from a process of its own. Measured are API calls one after the other, with few streams, with many,
and with few again, several times in one run; printed is the ratio of the 95th percentiles, many to few. Fails where it
is over the aim, or where a stream was not open to the end.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from itertools import cycle
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

import click
from benchmarks.platform.window_to_tutor import PASSWORD, Setting, build, free_port, machine, wait_until_up

from attune.classroom.app import create_app
from attune.classroom.platform.events.open_stream import MOST_PER_SESSION
from attune.classroom.platform.settings import read_settings
from attune.simulation.class_load.browser import Browser

FEW = 10
AIM = 1.5
OPENING_LIMIT = 100
OPENED_WITHIN = 120.0
SETTLES_SECONDS = 3.0


def allow_files(count: int) -> None:
    """Raise this process's limit of open files to `count` and some.

    Raises:
        ClickException: it cannot be.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < count + 200:
        raise click.ClickException(f"this system allows {hard} open files; {count} streams need {count + 200}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (count + 200, hard))


async def _open(port: int, cookie: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
    writer.write(request.encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode().splitlines()[0])
    return reader, writer


async def _hold(port: int, cookies: list[str], count: int, orders: Connection) -> None:
    """Open `count` streams, say so, read what comes until told to end, and say how many were still open then."""
    gate = asyncio.Semaphore(OPENING_LIMIT)
    still_open = 0

    async def listen(cookie: str) -> None:
        nonlocal still_open
        async with gate:
            reader, writer = await _open(port, cookie)
        still_open += 1
        opened.set() if still_open == count else None
        while await reader.read(65536):
            pass
        still_open -= 1
        writer.close()

    opened = asyncio.Event()
    tasks = [asyncio.create_task(listen(cookies[place % len(cookies)])) for place in range(count)]
    await asyncio.wait_for(opened.wait(), OPENED_WITHIN)
    orders.send(still_open)
    await asyncio.get_running_loop().run_in_executor(None, orders.recv)
    orders.send(still_open)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def hold_streams(port: int, cookies: list[str], count: int, orders: Connection) -> None:
    """The process that holds streams open."""
    allow_files(count)
    asyncio.run(_hold(port, cookies, count, orders))


def time_calls(url: str, cookie: str, calls: int) -> list[float]:
    """Milliseconds of API calls, one after the other, on one connection."""
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=30)
    times = []
    for _ in range(calls):
        began = time.perf_counter()
        connection.request("GET", "/api/v1/courses", headers={"Cookie": cookie})
        with connection.getresponse() as answer:
            answer.read()
            if answer.status != 200:
                raise click.ClickException(f"an API call was answered with {answer.status}")
        times.append(1000 * (time.perf_counter() - began))
    connection.close()
    return times


def measure(url: str, cookies: list[str], streams: int, calls: int) -> list[float]:
    """The times of API calls while so many streams are open."""
    ours, theirs = multiprocessing.Pipe()
    port = urlsplit(url).port or 80
    holder = multiprocessing.get_context("spawn").Process(target=hold_streams, args=(port, cookies, streams, theirs))
    holder.start()
    theirs.close()
    try:
        opened = ours.recv()
        time.sleep(SETTLES_SECONDS)
        times = time_calls(url, cookies[0], calls)
        ours.send("end")
        left = ours.recv()
    except EOFError:
        raise click.ClickException(f"{streams} streams could not be opened") from None
    finally:
        holder.join(30)
        holder.kill()
    if left < opened:
        raise click.ClickException(f"{opened - left} of {opened} streams ended before they were told to")
    return times


def percentile(share: float, values: list[float]) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def sign_in(url: str, class_room: Setting, streams: int) -> list[str]:
    """The cookies of as many sessions as so many streams need, each with room for one more tab."""
    cookies: list[str] = []
    for email in cycle(class_room.students):
        if len(cookies) * (MOST_PER_SESSION - 1) >= streams:
            return cookies
        browser = Browser(url)
        browser.sign_in(email, PASSWORD)
        cookies.append("; ".join(f"{name}={value}" for name, value in browser.cookies.items()))
    raise click.ClickException("there is no student to sign in")


@click.command()
@click.option("--streams", default=3000, show_default=True, type=click.IntRange(20, 20_000))
@click.option("--calls", default=300, show_default=True, help="API calls in each turn.")
@click.option("--turns", default=3, show_default=True, help="How often few and many are measured.")
def main(streams: int, calls: int, turns: int) -> None:
    """Print p50 and p95 of an API call with few and many open streams, in milliseconds, and the ratio of the p95."""
    for fact in machine():
        click.echo(fact)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ATTUNE_")} | {
            "ATTUNE_STATE_DIR": folder,
            "ATTUNE_ARGON2_MEMORY_KIB": "8",
            "ATTUNE_ARGON2_PASSES": "1",
        }
        app = create_app(read_settings(environment))
        with app.app_context():
            class_room = build(app.extensions["attune"])
        app.extensions["attune"].database.dispose()
        port = free_port()
        command = [sys.executable, "-c", "from attune.cli import main; main()", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        stack.callback(server.wait, 30)
        stack.callback(server.send_signal, signal.SIGTERM)
        url = f"http://127.0.0.1:{port}"
        wait_until_up(url, server)
        cookies = sign_in(url, class_room, streams)
        time_calls(url, cookies[0], 50)  # what is loaded when it is first asked for
        few: list[float] = []
        many: list[float] = []
        for _ in range(turns):
            few += measure(url, cookies, FEW, calls)
            many += measure(url, cookies, streams, calls)
    click.echo("streams    calls   p50 ms   p95 ms")
    for count, times in ((FEW, few), (streams, many)):
        click.echo(f"{count:>7}{len(times):>9}{percentile(0.5, times):>9.1f}{percentile(0.95, times):>9.1f}")
    ratio = percentile(0.95, many) / percentile(0.95, few)
    click.echo(f"p95 with {streams} streams is {ratio:.2f} times that with {FEW}; aim {AIM}")
    if ratio > AIM:
        raise click.ClickException("the aim is missed")


if __name__ == "__main__":
    main()
