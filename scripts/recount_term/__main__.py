"""Hold a running platform against the raw export of the term that was simulated in its database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, Request, build_opener

from scripts.recount_term.export import read_term
from scripts.recount_term.recount import recount

PREFIX = "/api/v1"


def sign_in(url: str, email: str, password: str) -> Callable[[str], Any]:
    """Sign in at a platform.

    Returns:
        What fetches a path as that person.
    """
    opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def fetch(path: str) -> Any:  # noqa: ANN401 - JSON
        with opener.open(url + PREFIX + path) as answer:
            return json.load(answer)

    headers = {"X-CSRF-Token": fetch("/session")["csrf_token"], "Content-Type": "application/json"}
    body = json.dumps({"email": email, "password": password}).encode()
    opener.open(Request(f"{url}{PREFIX}/session", body, headers)).close()
    return fetch


def main() -> int:
    """Print the report; 1 where a figure disagrees."""
    parser = argparse.ArgumentParser(prog="python -m scripts.recount_term", description=__doc__)
    parser.add_argument("export", type=Path, help="the folder that `attune simulate term` wrote")
    parser.add_argument("--url", default="http://127.0.0.1:5000", help="of the platform that serves the term")
    parser.add_argument("--password", default="attune-demo", help="of the term's accounts")
    given = parser.parse_args()
    term = read_term(given.export)
    administrator, tutor = (sign_in(given.url, who, given.password) for who in (term.administrator, term.tutor))
    report = recount(given.export, administrator, tutor, term.day_of(datetime.now(UTC)))
    print(report.text())
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
