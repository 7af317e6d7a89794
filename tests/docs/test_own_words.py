"""The example of docs/operating.md for words of one's own does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from bot.cli.read import lines
from bot.config.load import settings_of
from handlers.house import House
from handlers.reading.own_check import check_own
from models.messages import MessageKind

ROOT = Path(__file__).parents[2]


def test_the_example_is_read_as_the_manual_shows(tmp_path: Path) -> None:
    page = (ROOT / "docs/operating.md").read_text("utf-8").partition("## Words of your own")[2]
    config, rules, session = re.findall(r"```(?:yaml)?\n(.*?)```", page, re.DOTALL)[:3]
    (tmp_path / "dredging.yaml").write_text(rules, "utf-8")
    text = (ROOT / "config.yaml").read_text("utf-8")
    for part in re.split(r"\n\n(?=\w)", config.replace("words_folder: words", f"words_folder: {tmp_path}").strip()):
        key, _, below = part.partition(":\n")
        text = text.replace(f"\n{key}:\n", f"\n{key}:\n{below}\n", 1) if below else f"{text}\n{part}\n"
    settings = settings_of(text, "config.yaml", {})
    report = check_own(settings.words, settings.words_folder)
    assert report.problems == ()
    sentence, shown = re.findall(r'linli read "(.*?)"\n(.*)', session, re.DOTALL)[0]
    facts = House(settings, report.lexicon).read("qinshi", sentence, False, MessageKind.TEXT)
    assert "\n".join(lines(facts)).strip() == shown.strip()
