"""Tiny labelled transcripts of invented people, in the form that `linli eval` reads."""

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
CADRE = "小席"


def transcript(name: str, *said: str, **gold: Any) -> Row:
    """Who says what, a line each ("张阿姨: 灯坏了"), a minute apart on a Tuesday morning, and the label."""
    lines = [line.split(": ", 1) for line in said]
    return {
        "id": name,
        "setting": {"group": "花苑一群", "community": "新中社区", "places": ["花苑菜场"], "cadres": [CADRE]},
        "messages": [
            {
                "n": number,
                "time": f"2026-03-03 09:{number:02}:00",
                "sender": sender,
                "role": "cadre" if sender == CADRE else "resident",
                "type": "text",
                "text": text,
            }
            for number, (sender, text) in enumerate(lines, 1)
        ],
        "gold": {"cases": [], **gold},
    }


def case(*messages: int, category: str = "street_light", place: str | None = "3幢", **more: Any) -> Row:
    return {"messages": list(messages), "category": category, "place": place, "urgency": "normal", **more}


def prediction(*cases: Row, **more: Any) -> Row:
    return {"cases": list(cases), "group_posts": [], **more}


def write(path: Path, *rows: Row) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def lamp(name: str, place: str = "3幢") -> Row:
    """A transcript that the program reads rightly."""
    return transcript(name, "张阿姨: 3幢门口的路灯不亮了", "老李: 今天天气真好", cases=[case(1, place=place)])
