"""Signs weighed into a chance. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping


def weigh(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(value * weights[name] for name, value in signs.items() if value and name in weights)


def likely(total: float) -> float:
    """A sum of weights as a chance from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
