"""Which Chinese font pictures are set in: the one that is installed with us, else one of the system's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst

from models.errors import LinliError

PACKAGE = "manimgx_fonts_cjk"
# In the order of how well they look; what Linux, macOS and Windows bring.
KNOWN = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
)
NOT_FOUND = (
    f"no Chinese font is found: digests go out as text -> pip install {PACKAGE.replace('_', '-')}, or install "
    "a Chinese font (Debian: apt install fonts-noto-cjk)"
)


class NoFont(LinliError):
    """There is nothing to set Chinese in."""


@dataclass(frozen=True, slots=True)
class Font:
    """A family, with the files that it comes from. `thin`: charts see only its thinnest weight."""

    family: str
    files: typst.Fonts
    thin: bool


@lru_cache(1)
def chinese_font() -> Font:
    """Looked for once. Raises NoFont, and looks again the next time."""
    spec = find_spec(PACKAGE)
    own = list(spec.submodule_search_locations or ()) if spec is not None else []
    return _chosen(own, system=False) or _chosen([], system=True) or _raise()


def _chosen(folders: Sequence[str], *, system: bool) -> Font | None:
    if not folders and not system:
        return None
    files = typst.Fonts(system, False, [Path(folder) for folder in folders])
    family = next((name for name in KNOWN if name in files.families()), None)
    if family is None:
        return None
    weights = {face.weight for face in files.fonts() if face.family == family}
    return Font(family, files, thin=max(weights) < 400)


def _raise() -> Font:
    raise NoFont(NOT_FOUND)
