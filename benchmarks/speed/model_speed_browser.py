"""How long a model takes for one face in the browser: onnxruntime-web on WebAssembly, one thread, headless Chromium.

    python -m benchmarks.speed.model_speed_browser [NAME | FILE.onnx ...] [--runs 200] [--json FILE] [--chromium PATH]

The same files and figures as `benchmarks.speed.model_speed`, with the client's own session and its content
security policy.
"""

from __future__ import annotations

import os
import shutil

import onnx
from benchmarks.speed.frame_to_reading_browser import FLAGS, ROOT, build, served
from benchmarks.speed.model_speed import WARM_UP, ModelFile, model_files, parse_arguments, report, summary
from playwright.sync_api import Page, sync_playwright

PAGE = ROOT / "benchmarks" / "speed" / "model_speed_browser"
BUILT = ROOT / "var" / "benchmark-model-speed"


def load(page: Page, index: int, file: ModelFile) -> float:
    """Hand a file to the page and open it there.

    Returns:
        Milliseconds, those of the fetch from memory included.
    """
    graph = onnx.load(file.path, load_external_data=False).graph
    (described,) = graph.input
    shape = [1, *(size.dim_value for size in described.type.tensor_type.shape.dim[1:])]
    page.route(f"**/timed/{index}", lambda route: route.fulfill(path=file.path))
    return float(page.evaluate("([index, input, shape]) => open(index, input, shape)", [index, described.name, shape]))


def measure(page: Page, files: list[ModelFile], runs: int) -> dict[str, dict[str, float]]:
    """Load every file, then run them in turns."""
    loads = [load(page, index, file) for index, file in enumerate(files)]
    times = page.evaluate("([warmUp, runs]) => takeTurns(warmUp, runs)", [WARM_UP, runs])
    return {
        file.name: summary(taken, opened, file.path) for file, taken, opened in zip(files, times, loads, strict=True)
    }


def main() -> None:
    """Build, measure and print."""
    chromium = os.environ.get("ATTUNE_CHROMIUM") or shutil.which("chromium")
    arguments = parse_arguments("Speed of models in the browser", chromium=chromium)
    files = model_files(arguments.models)
    build(PAGE)
    with served(BUILT) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(address)
        speeds = measure(page, files, arguments.runs)
        where = f"onnxruntime-web on WebAssembly, Chromium {browser.version} headless"
        browser.close()
    report(speeds, where, arguments.json)


if __name__ == "__main__":
    main()
