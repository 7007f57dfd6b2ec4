"""What is served besides the API: the built client, precompressed, and the model files that browsers load."""

from __future__ import annotations

import gzip
import html
import re
from functools import lru_cache
from pathlib import Path

from apiflask import APIBlueprint
from flask import Response, current_app, request, send_file
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.security import safe_join

from attune.classroom.platform.context import services
from attune.classroom.platform.errors import NotFound, answer, on_http_error
from attune.classroom.platform.permissions import public

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".onnx": "application/octet-stream",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))  # best first
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
MODEL_FILES = {
    "model.json": "application/json",
    "model.onnx": "application/octet-stream",
    "model.int8.onnx": "application/octet-stream",
    "CARD.md": "text/plain",  # so that browsers show it
}
FORMER_FOLDERS = {"occlusion": "covers", "covers": "occlusion"}
"""For one release: of a models folder, or a page that is still open, of the release before."""

KEPT_COMPRESSED = 8  # files of models, a few MB each
_HASHED = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.\w+$")
_MODEL_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

blueprint = APIBlueprint("client_files", __name__, enable_openapi=False)


@blueprint.get("/models/<name>/<file>")
@public
def read_model_file(name: str, file: str) -> Response:
    """Send a file of a model bundle; with ?v=<sha256> it may be cached for ever."""
    models = services().settings.models_dir.absolute()
    path = models / name / file
    if name in FORMER_FOLDERS and not path.is_file():
        path = models / FORMER_FOLDERS[name] / file
    if not _MODEL_NAME.fullmatch(name) or file not in MODEL_FILES or not path.is_file():
        raise NotFound(f"There is no model file {name}/{file}; bundles hold {', '.join(MODEL_FILES)}.")
    lifetime = FOREVER if "v" in request.args else ASK_AGAIN
    if request.accept_encodings["gzip"] > 0:
        return _send_compressed(path, MODEL_FILES[file], lifetime)
    return _send(path, MODEL_FILES[file], lifetime)


@blueprint.get("/", defaults={"path": ""})
@blueprint.get("/<path:path>")
@public
def read_client(path: str) -> Response:
    """Send a file of the built client, or its page, which then shows what the address stands for."""
    if path.split("/", 1)[0] in {"api", "models", "metrics"}:
        raise NotFound(f"There is nothing at /{path}.")
    folder = services().settings.client_dir.absolute()
    found = safe_join(str(folder), path) if path else None
    if found is not None and Path(found).is_file():
        return _send(Path(found), TYPES.get(Path(found).suffix), _lifetime(path))
    if Path(path).suffix in TYPES:
        raise NotFound(f"The client has no file /{path}.")
    if not (folder / "index.html").is_file():
        return _say_not_built(folder)
    return _send(folder / "index.html", "text/html", ASK_AGAIN)


@blueprint.app_errorhandler(405)
def on_wrong_method(refused: MethodNotAllowed) -> Response:
    """Say that nothing is there where nothing is: every address can be read as a page, but no other method leads there.

    The route above would otherwise answer that an unknown address of the API takes GET.
    """
    endpoint, _ = current_app.url_map.bind("").match(request.path, method="GET")
    if endpoint != f"{blueprint.name}.{read_client.__name__}":
        response = on_http_error(refused)
        response.allow.update(refused.valid_methods or ())
        return response
    return answer(NotFound.code, NotFound.status, f"There is nothing at {request.path}.", {})


def _send_compressed(path: Path, media_type: str, lifetime: str) -> Response:
    """Send a model's file compressed, in two thirds of its size.

    It is compressed on the first request and again when it has changed: a compressed copy on disk could be that of
    another version.
    """
    found = path.stat()
    response = Response(_compress(path, found.st_mtime_ns, found.st_size), mimetype=media_type)
    response.headers["Cache-Control"] = lifetime
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"{found.st_mtime_ns:x}-{found.st_size:x}-gzip")
    response.make_conditional(request)
    return response


@lru_cache(maxsize=KEPT_COMPRESSED)
def _compress(path: Path, _changed_at: int, _size: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6)


def _lifetime(path: str) -> str:
    return FOREVER if path.startswith("assets/") and _HASHED.search(path) else ASK_AGAIN


def _send(path: Path, media_type: str | None, lifetime: str) -> Response:
    """Send the file, or its compressed neighbour in an encoding that the browser accepts."""
    encoding, chosen = None, path
    for name, suffix in ENCODINGS:
        neighbour = path.with_name(path.name + suffix)
        if request.accept_encodings[name] > 0 and neighbour.is_file():
            encoding, chosen = name, neighbour
            break
    response = send_file(chosen, mimetype=media_type or "application/octet-stream", conditional=True)
    response.headers["Cache-Control"] = lifetime
    response.headers["Vary"] = "Accept-Encoding"
    if encoding is not None:
        response.headers["Content-Encoding"] = encoding
    return response


def _say_not_built(folder: Path) -> Response:
    body = (
        "<!doctype html><html lang=en><title>Attune</title><main><h1>The client is not built yet</h1>"
        f"<p>The server runs, but there is no <code>{html.escape(str(folder))}/index.html</code>.</p>"
        "<p>Build it with <code>make setup</code> (or <code>npm ci &amp;&amp; npm run build</code> in "
        "<code>web/</code>), or start the development server with <code>make dev</code>.</p></main></html>"
    )
    return Response(body, status=503, mimetype="text/html")
