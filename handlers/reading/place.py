"""Reading places: where in the neighbourhood a message speaks of. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from handlers.reading.facts import Place
from handlers.reading.place_address import Address
from handlers.reading.place_compose import Spot, spots_of
from handlers.reading.place_correction import find_correction
from handlers.reading.place_key import same_place
from handlers.reading.place_known import KnownPlaces
from handlers.reading.place_name import DASHED_ALONE, spelled_out
from handlers.reading.place_tokens import FIXED, Token, claim, token_of
from models.settings import PlaceSettings

__all__ = ["PlaceReader", "same_place"]

MENTION = re.compile("@[^\\s\u2005]+[\\s\u2005]?")  # a nickname is no place that somebody speaks of
LONGEST_TEXT = 2000  # characters; nobody gives an address after that, and patterns cost time
WITHIN = frozenset({"floor", "room", "home", "part", "relation"})
# 一排车, 一期工程: places only where the neighbourhood has such.
LONE_AREAS = frozenset("排队社区期坊")


class PlaceReader:
    """Reads the places of one neighbourhood: its configured names first, then addresses of any form."""

    def __init__(self, places: Sequence[PlaceSettings] = ()) -> None:
        self.known = KnownPlaces(places)
        self._spots = lru_cache(maxsize=1024)(self._spots_uncached)

    def read(self, text: str) -> tuple[Place, ...]:
        """The places that a text names, in its order; `text` may be of any length."""
        return tuple(spot.place for spot in self.spots(text))

    def spots(self, text: str) -> tuple[Spot, ...]:
        """The places of a text with their parts and the words around them."""
        return self._spots(text[:LONGEST_TEXT])

    def address(self, place: str) -> Address:
        """The parts of one place, as `read` or a case has it; none where it is not understood."""
        return next((spot.address for spot in self.spots(place)), Address())

    def corrected(self, text: str) -> tuple[Place, Place] | None:
        """(wrong, right) where the speaker corrects a place; `wrong` is empty where only the right one is named."""
        return find_correction(text[:LONGEST_TEXT], self.read)

    def from_name(self, sender_name: str) -> Place | None:
        """The house that a nickname holds, with the room if it holds one."""
        named = [place for place in self.read(spelled_out(sender_name, self.known)) if place.key]
        return named[0] if named else None

    def flat(self, sender_name: str) -> Address:
        """The parts of the place that a nickname holds."""
        place = self.from_name(sender_name)
        return self.address(place.text) if place is not None else Address()

    def home(self, sender_name: str) -> Address:
        """Where the speaker lives, without floor and room; a fixture in a nickname counts if it is configured."""
        place = self.from_name(sender_name)
        if place is None:
            return Address()
        kept = {"area", "building", "unit", "mark"} if place.known else {"area", "building", "unit"}
        return self.address(place.text).only(kept)

    def house(self, sender_name: str) -> str:
        """The house that a nickname holds, without floor and room; empty where it holds none."""
        place = self.from_name(sender_name)
        if place is None:
            return ""
        kept = [token for token in self._tokens(place.text) if token.kind not in WITHIN]
        return "".join(token.known or place.text[token.start : token.end] for token in kept)

    def _spots_uncached(self, text: str) -> tuple[Spot, ...]:
        plain = DASHED_ALONE.sub(
            lambda match: spelled_out(match.group(), self.known), unicodedata.normalize("NFKC", text)
        )
        plain = MENTION.sub(lambda match: " " * len(match.group()), plain)
        return spots_of(plain, self._tokens(plain))

    def _tokens(self, text: str) -> list[Token]:
        taken = [False] * len(text)
        found = self.known.tokens(text, taken)
        found += [token_of(kind, match) for kind, match in claim(text, FIXED, taken)]
        return [self.known.named(token) for token in found if self._is_here(token)]

    def _is_here(self, token: Token) -> bool:
        kind = token.value[-1]
        return token.kind != "area" or kind not in LONE_AREAS or kind in self.known.areas
