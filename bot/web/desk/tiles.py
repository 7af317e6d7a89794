"""The map as SVG: one tile for each child of a node, shaded and numbered, each a link to what lies below it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from bot.charts.marks import fitted, said
from handlers.desk.area import Tile

WIDTH, GAP, TALL = 1200, 10, 0.62
SMALLEST = 64  # units of a tile; a narrower one has no room for words
SHADES = ("#f3f4f6", "#e0efe8", "#b9dccd", "#86c3ab", "#2f8266", "#07513b")
LIGHT = frozenset(SHADES[4:])
DARK_INK, QUIET_INK, PALE_INK, MARK = "#1d2329", "#59636e", "#ffffff", "#b3261e"


def shade(count: int, most: int) -> int:
    """0 for none, then 1 to 5 by the share of the largest."""
    return math.ceil(count * 5 / most) if count and most else 0


def tile_map(tiles: Sequence[Tile], title: str, link: Callable[[Tile], str], told: Callable[[Tile], str]) -> str:
    """The picture; `told` is what a tile tells whoever points at it or has it read aloud."""
    across = max(1, min(len(tiles), math.ceil(math.sqrt(len(tiles) * 2.2))))
    wide = (WIDTH + GAP) / across - GAP
    high = max(min(wide * TALL, 220.0), 26.0)
    most = max((tile.received for tile in tiles), default=0)
    parts = [
        _tile(
            tile, (at % across * (wide + GAP), at // across * (high + GAP)), (wide, high), most, link(tile), told(tile)
        )
        for at, tile in enumerate(tiles)
    ]
    tall = math.ceil(len(tiles) / across) * (high + GAP) - GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {WIDTH + 4} {tall + 4:.0f}" role="group"'
    return f'{head} aria-label="{said(title)}">{"".join(parts)}</svg>'


def _tile(tile: Tile, corner: tuple[float, float], size: tuple[float, float], most: int, href: str, told: str) -> str:
    (x, y), (wide, high) = corner, size
    fill = SHADES[shade(tile.received, most)]
    ink = PALE_INK if fill in LIGHT else DARK_INK
    edge = f'stroke="{MARK}" stroke-width="4"' if tile.overdue else 'stroke="#c6ccd2" stroke-width="1"'
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="8" fill="{fill}" {edge}/>'
    words = _words(tile, corner, size, ink) if wide >= SMALLEST else ""
    return f'<a href="{said(href)}" aria-label="{said(told)}"><title>{said(told)}</title>{box}{words}</a>'


def _words(tile: Tile, corner: tuple[float, float], size: tuple[float, float], ink: str) -> str:
    (x, y), (wide, high) = corner, size
    large = min(high * 0.36, 60.0)
    name = min(max(high * 0.18, 14.0), wide / 6, 40.0)
    parts = [_text(x + 12, y + name * 1.5, fitted(tile.name, wide - 24, name), name, ink)]
    parts.append(_text(x + 12, y + name * 1.7 + large, str(tile.received), large, ink))
    if tile.parts and high > 90:
        parts.append(_squares(tile.parts, x + 12, y + high - 24, wide - 24, ink))
    return "".join(parts)


def _squares(parts: Sequence[int], x: float, y: float, wide: float, ink: str) -> str:
    """A square for each node below, filled as it has cases: how the tile's number is spread."""
    step = min(18.0, wide / len(parts))
    most = max(parts)
    return "".join(
        f'<rect x="{x + at * step:.1f}" y="{y:.1f}" width="{max(step - 3, 1):.1f}" height="12" fill="{ink}"'
        f' fill-opacity="{0.15 + 0.85 * (count / most if most else 0):.2f}"/>'
        for at, count in enumerate(parts)
    )


def _text(x: float, y: float, words: str, size: float, fill: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{fill}">{said(words)}</text>'
