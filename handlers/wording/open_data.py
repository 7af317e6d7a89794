"""What other systems, and with them everybody, may read of a case."""

from __future__ import annotations

from collections.abc import Collection

from handlers.wording.labels import STATE
from handlers.wording.notes import kept, public_matter
from handlers.wording.public import publish
from handlers.wording.values import CaseName, Standing
from models.errors import NotPublic


def description(standing: Standing, names: Collection[str]) -> str:
    """3幢东侧停车挡道; the category alone where the place would still point at a person."""
    try:
        return publish(public_matter(standing.case, names), names=names, keep=kept(standing))
    except NotPublic:
        return publish(standing.case.label, keep=kept(standing))


def place(case: CaseName, names: Collection[str]) -> str:
    """Where it is, without a room; "" where that is not known or not fit for everybody."""
    try:
        return publish(case.place, names=names) if case.place else ""
    except NotPublic:
        return ""


def status(standing: Standing) -> str:
    """已转办，养护公司 / 已合并到 5号."""
    said = STATE[standing.state]
    body = f"，{standing.department}" if standing.department else ""
    target = f"到 {standing.target}号" if standing.target else ""
    return publish(f"{said}{target}{body}", keep=kept(standing))


def reported_words(description: str, phone: str, link: str) -> str:
    """What another system reported, as one message; the number is masked and kept under lock like any other."""
    lines = [description, f"联系电话 {phone}" if phone else "", f"照片链接 {link}" if link else ""]
    return "\n".join(line for line in lines if line)


def notice(emergency: bool) -> str:
    """What the reporting system may tell whoever wrote."""
    if emergency:
        return "已收到，并已立即通知社区工作人员。有人身危险请马上拨打 120、119 或 110。"
    return "已收到，社区工作人员会查看并处理。"


GRID_QUESTION = "所在网格"
