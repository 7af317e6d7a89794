"""One message to facts: the only way into reading for a message of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from handlers.reading import chain
from handlers.reading.addressee import Staff
from handlers.reading.facts import Act, Candidate, Facts, Place
from handlers.reading.lexicon import Lexicon
from handlers.reading.normalise import Normalised, normalise
from handlers.reading.place import PlaceReader
from handlers.reading.quote import split_quote
from handlers.reading.references import case_numbers, satisfaction
from handlers.reading.rules import Scan
from handlers.reading.speech_act import Spoken, addressed, settle, spoken
from handlers.reading.speech_likeness import weighed
from models.messages import MessageKind

_WORDLESS = frozenset({MessageKind.SYSTEM, MessageKind.RECALL, MessageKind.STICKER, MessageKind.FILE, MessageKind.LINK})
_TEASING = frozenset({"偷笑", "旺柴", "奸笑", "呲牙", "坏笑", "得意", "阴险", "吃瓜", "嘿哈", "破涕为笑", "笑哭"})
TEASED = 0.7  # what a laughing face leaves of a score: sarcasm about a real trouble still counts


class Reader:
    """Reads messages of the groups that share one set of places and of staff, known by their `staff` names."""

    def __init__(self, lexicon: Lexicon, places: PlaceReader | None = None, staff: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        self.staff = Staff(staff)
        self.places = places or PlaceReader(())

    def read(self, text: str, *, is_staff: bool = False, kind: MessageKind = MessageKind.TEXT) -> Facts:
        """Everything that one message tells on its own; any text is accepted."""
        plain = normalise(split_quote(text)[1])
        if kind in _WORDLESS or not plain.text:
            return Facts(plain.text)
        told = chain.topic(plain.text)
        scan = self.lexicon.scan(told)
        places = self.places.read(told)
        matches = self.lexicon.matches(scan)
        to_staff = self.staff.is_asked(plain)
        said = spoken(self.lexicon, scan, matches, is_staff=is_staff, to_staff=to_staff)
        if not is_staff:
            said = replace(said, acts=weighed(self.lexicon, said.acts, plain.text, to_staff=to_staff))
        candidates = self.lexicon.put_together(scan, matches, said.blocked, places_by_clause(scan, places))
        return self._facts(plain, said, _softened(candidates, plain), places, is_staff=is_staff)

    def _facts(
        self,
        plain: Normalised,
        said: Spoken,
        candidates: tuple[Candidate, ...],
        places: tuple[Place, ...],
        *,
        is_staff: bool,
    ) -> Facts:
        score = satisfaction(plain.text)
        corrected = self.places.corrected(plain.text) if places else None
        acts = addressed(said.acts, plain, is_staff=is_staff) | chain.acts(plain.text, chain.topic(plain.text))
        acts |= {act for act, holds in ((Act.SATISFACTION, score), (Act.CORRECTION, corrected)) if holds}
        return Facts(
            text=plain.text,
            acts=settle(acts, candidates, details=bool(places), is_staff=is_staff),
            candidates=candidates,
            places=places,
            corrected=corrected,
            case_numbers=case_numbers(plain.text),
            score=score,
            mentions=plain.mentions,
            emotive=plain.excited or Act.RHETORIC in said.acts,
        )


def places_by_clause(scan: Scan, places: Sequence[Place]) -> Mapping[int, Place]:
    """The first place named in each clause, found by the speaker's own words."""
    found: dict[int, Place] = {}
    for place in places:
        at = scan.text.find(place.text.lower())
        clause = next((number for number, clause in enumerate(scan.clauses) if clause.start <= at < clause.end), None)
        if at >= 0 and clause is not None:
            found.setdefault(clause, place)
    return found


def _softened(candidates: tuple[Candidate, ...], plain: Normalised) -> tuple[Candidate, ...]:
    if not _TEASING.intersection(plain.emoji):
        return candidates
    return tuple(_scaled(candidate, TEASED) for candidate in candidates)


def _scaled(candidate: Candidate, factor: float) -> Candidate:
    return Candidate(
        category=candidate.category,
        score=candidate.score * factor,
        urgency=candidate.urgency,
        kind=candidate.kind,
        rules=candidate.rules,
        words=candidate.words,
        clause=candidate.clause,
        place=candidate.place,
    )
