"""The client's files and the models: right types, small where possible, kept as long as they may be, nothing else."""

from __future__ import annotations

import gzip

import pytest


@pytest.fixture
def client_dir(settings):
    folder = settings.client_dir
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Attune</title>")
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    for name, text in {"index-a1B2c3D4.js": "run()", "ort-a1B2c3D4.mjs": "go()", "ort-a1B2c3D4.wasm": "\0asm"}.items():
        (folder / "assets" / name).write_text(text)
        (folder / "assets" / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    (folder / "assets" / "index-a1B2c3D4.js.br").write_bytes(b"brotli")
    (folder.parent / "secret.txt").write_text("not for browsers")
    return folder


@pytest.fixture
def fetch(app, client_dir):
    """Return (status, headers, body) of an address."""

    def get(path, encodings=""):
        with app.test_client().get(path, headers={"Accept-Encoding": encodings}) as answer:
            return answer.status_code, answer.headers, answer.data

    return get


@pytest.mark.parametrize("path", ["/", "/courses/123", "/sign-in", "/invitations/abc.def"])
def test_every_page_s_address_gives_the_client_which_is_asked_for_again(fetch, path):
    status, headers, body = fetch(path)
    assert (status, headers["Cache-Control"]) == (200, "no-cache")
    assert b"<title>Attune</title>" in body
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("index-a1B2c3D4.js", "text/javascript"),
        ("ort-a1B2c3D4.mjs", "text/javascript"),
        ("ort-a1B2c3D4.wasm", "application/wasm"),
    ],
)
def test_hashed_files_have_their_type_and_are_kept_for_ever(fetch, name, media_type):
    status, headers, _ = fetch(f"/assets/{name}")
    assert status == 200
    assert headers["Content-Type"].split(";")[0] == media_type
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_smallest_encoding_that_the_browser_takes_is_sent(fetch):
    _, headers, body = fetch("/assets/index-a1B2c3D4.js", "gzip, br")
    assert (headers["Content-Encoding"], body) == ("br", b"brotli")
    assert headers["Content-Type"].split(";")[0] == "text/javascript"
    _, headers, body = fetch("/assets/index-a1B2c3D4.js", "gzip")
    assert (headers["Content-Encoding"], gzip.decompress(body)) == ("gzip", b"run()")
    _, headers, body = fetch("/assets/index-a1B2c3D4.js", "br;q=0")
    assert ("Content-Encoding" in headers, body) == (False, b"run()")
    assert "Accept-Encoding" in headers["Vary"]


@pytest.mark.parametrize(
    "path", ["/assets/none-a1B2c3D4.js", "/none.wasm", "/api/v1/none", "/api", "/models/x", "/models"]
)
def test_what_is_not_there_is_not_answered_with_the_page(fetch, path):
    assert fetch(path)[0] == 404


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt"]
)
def test_nothing_outside_the_client_s_folder_is_served(fetch, path):
    assert b"not for browsers" not in fetch(path)[2]


def test_a_server_without_a_built_client_says_what_to_do(app):
    answer = app.test_client().get("/")
    assert answer.status_code == 503
    assert "make setup" in answer.text


@pytest.fixture
def model(settings):
    folder = settings.models_dir / "tiny"
    folder.mkdir(parents=True)
    for name in ("model.json", "model.onnx", "model.int8.onnx", "CARD.md", "checkpoint.pth"):
        (folder / name).write_text(name)
    return folder


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("file", ["model.onnx", "model.int8.onnx"])
def test_a_model_s_files_are_kept_for_ever_when_asked_for_by_hash(fetch, file):
    status, headers, body = fetch(f"/models/tiny/{file}?v=abc")
    assert (status, body, headers["Content-Type"]) == (200, file.encode(), "application/octet-stream")
    assert "immutable" in headers["Cache-Control"]
    assert fetch("/models/tiny/model.json")[1]["Cache-Control"] == "no-cache"


def test_a_model_s_file_is_compressed_and_a_new_version_of_it_anew(fetch, model):
    status, headers, body = fetch("/models/tiny/model.onnx", "gzip, br")
    assert (status, headers["Content-Encoding"], gzip.decompress(body)) == (200, "gzip", b"model.onnx")
    (model / "model.onnx").write_text("another, longer version")
    assert gzip.decompress(fetch("/models/tiny/model.onnx", "gzip")[2]) == b"another, longer version"
    assert "Content-Encoding" not in fetch("/models/tiny/model.onnx")[1]


def test_a_browser_that_has_a_model_s_file_is_not_sent_it_again(app, model):
    client = app.test_client()
    first = client.get("/models/tiny/model.onnx", headers={"Accept-Encoding": "gzip"})
    headers = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    assert client.get("/models/tiny/model.onnx", headers=headers).status_code == 304


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    "path", ["tiny/checkpoint.pth", "tiny/..%2ftiny%2fmodel.json", "..%2ftiny/model.json", "TINY/model.json"]
)
def test_only_the_files_of_a_bundle_are_served(fetch, path):
    assert fetch(f"/models/{path}")[0] == 404


def test_every_answer_carries_the_headers_that_browsers_obey(fetch):
    for path in ("/", "/api/v1/session", "/healthz", "/api/v1/none"):
        headers = fetch(path)[1]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "'unsafe-eval'" not in policy
        assert "script-src 'self' 'wasm-unsafe-eval'" in policy
        assert headers["Permissions-Policy"].startswith("camera=(self)")
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_answers_of_the_api_are_not_kept(fetch):
    assert fetch("/api/v1/session")[1]["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("lies", "asked"), [("covers", "occlusion"), ("occlusion", "covers")])
def test_a_models_folder_and_a_page_of_the_release_before_find_the_occlusion_detector(fetch, settings, lies, asked):
    (settings.models_dir / lies).mkdir(parents=True)
    (settings.models_dir / lies / "model.onnx").write_bytes(b"tells occlusion")
    assert fetch(f"/models/{asked}/model.onnx")[::2] == (200, b"tells occlusion")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_an_address_of_the_api_that_leads_nowhere_is_not_found_by_any_method(visitor, method):
    answer = visitor._send(method, "/nothing/here", None, {})
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "not_found")


def test_another_method_than_an_address_takes_is_said_to_be_wrong(visitor):
    answer = visitor.put("/session")
    assert (answer.status_code, answer.json["error"]["code"]) == (405, "method_not_allowed")
    assert "DELETE" in answer.headers["Allow"]
