"""The configuration of a campaign: a grid of its own for each group, so that its numbers are told by its talk alone."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.kill.script import cadre_of, group_id
from tests.sources import ROOT

JOBS = {
    "post_receipts": {"every_seconds": 1},
    "post_status_update": {"every_seconds": 3},
    "watch_deadlines": {"every_seconds": 5},
    "recall_promises": {"every_seconds": 5},
}


def write_config(folder: Path, groups: int) -> Path:
    """The sample configuration with so many groups, jobs every few seconds, and no night."""
    data = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    numbers = range(1, groups + 1)
    nodes = [{"id": f"n{number}", "name": f"第{number}邻里", "level": "邻里"} for number in numbers]
    data["grid"] = {"id": "top", "name": "新中社区", "level": "社区", "children": nodes}
    data["groups"] = [
        {"id": group_id(number), "grid": f"n{number}", "name": f"{group_id(number)}群"} for number in numbers
    ]
    data["staff"] = [
        {"id": cadre_of(n), "name": f"干部{n}", "role": "cadre", "grids": [f"n{n}"], "sees_private": True}
        for n in numbers
    ]
    data["staff"].append(
        {"id": "leader", "name": "陈丽华", "role": "leader", "grids": ["top"], "sees_private": True},
    )
    del data["words"]  # its keys yes and no are booleans to a plain YAML reader
    data["quiet"] = {"start": "00:00", "end": "00:00"}
    data["jobs"] = {name: {"enabled": False} for name in data["jobs"]} | JOBS
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return path
