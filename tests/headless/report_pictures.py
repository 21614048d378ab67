"""Pictures of reports in docs/pictures, made by a browser: `python -m tests.headless.report_pictures` makes them anew.

Beside them lies from which pages they were made, as fingerprints: whoever has no browser can still tell that they are stale.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

from game.content.load import load_level
from game.headless.report import report_of, text_of
from game.headless.run import play_script
from game.session.journal import read_journal

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MADE_FROM = FOLDER / "reports.json"
PAGES = {
    "report-empty-answer": ("empty-answer", "reference", 1500),
    "report-long-night": ("long-night", "history", 1400),
}
"""Picture: a level, the script that is played in it, and how much of the page is in sight, in pixels."""
WIDTH = 1000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def page(level: str, script: str) -> str:
    """The report of a level under one of its scripts, as HTML."""
    scenario = load_level(level)
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / f"{level}.jsonl"
        text = dict(scenario.scripts)[script]
        play_script(scenario, 1, (text, script), until_s=None, journal=journal, tell=lambda _: None)
        return text_of(report_of(read_journal(journal), scenario), "html")


def fingerprint(html: str) -> str:
    """Of a page."""
    return blake2b(html.encode(), digest_size=8).hexdigest()


def made_from() -> dict[str, str]:
    """The fingerprint of the page of each picture."""
    kept: dict[str, str] = json.loads(MADE_FROM.read_text(encoding="utf-8"))
    return kept


def draw(browser: str, name: str, html: str, height: int) -> None:
    """One picture."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(html, encoding="ascii")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
        ]
        size = [f"--window-size={WIDTH},{height}", f"--screenshot={FOLDER / name}.png", file.as_uri()]
        subprocess.run([browser, *options, *size], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Make all of them. SystemExit if there is no browser."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"There is no browser here; one of {', '.join(BROWSERS)} is needed.")
    prints = {}
    for name, (level, script, height) in PAGES.items():
        html = page(level, script)
        draw(browser, name, html, height)
        prints[name] = fingerprint(html)
    MADE_FROM.write_text(f"{json.dumps(prints, indent=2)}\n", encoding="ascii")


if __name__ == "__main__":
    main()
