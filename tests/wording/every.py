"""Every function that says something, called with something to say."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.cadre_reply import Verb
from handlers.wording import (
    answers,
    digest,
    emergencies,
    held,
    leader_digest,
    lists,
    notices,
    numbers,
    pages,
    prompts,
    receipts,
    refusals,
    replies,
    updates,
)
from handlers.wording.echoes import echo, nothing_to_undo, undone
from handlers.wording.values import Danger, ForwardResult, Held, Obstacle, Reasons, Receipt, Refused, Said
from models.status import Move, State
from tests.wording.samples import (
    AID,
    EVENING,
    LAMP,
    LANE,
    LEADER,
    NOON,
    PROMPT,
    TOMORROW,
    WEEK,
    change,
    echo_of,
    standing,
)

HELD = (Held("停车挡道", (Said("张三", "这车谁的！"),), NOON.now),)
WHY = Reasons(LANE, ("parking.block",), ("堵", "车"), (Said("张三", "又堵了！"),), ("照片后一分钟内由同一人补充文字",))
LOUD = "修好了！！"


def posts() -> Iterator[tuple[str, str | None]]:
    """Everything that a group may read, by what said it; the digest comes apart, for it may be longer."""
    three = [Receipt(case, "社干小席", EVENING) for case in (LANE, LAMP, AID)]
    yield "receipt", receipts.receipt(three[:1], NOON)
    yield "receipt", receipts.receipt(three * 5, NOON)
    yield "neutral_line", receipts.neutral_line()
    yield from (("emergency_line", emergencies.emergency_line(danger)) for danger in Danger)
    for move in Move:
        yield (
            "announce",
            updates.announce(change(move, next_at=EVENING, note=LOUD, department="城管办", target=5), NOON),
        )
    yield "status_update", updates.status_update([change(Move.START, next_at=EVENING), change(Move.CLOSE, LAMP)], NOON)
    yield from (("case_status", answers.case_status(standing(state=state, since=EVENING), NOON)) for state in State)
    yield "no_such_case", answers.no_such_case(6)
    yield "ask_satisfaction", answers.ask_satisfaction([LANE, LAMP] * 6)
    yield "digest_caption", digest.digest_caption(WEEK)


def weekly() -> str:
    return digest.weekly_digest(WEEK, NOON)


def notes() -> Iterator[tuple[str, str | None]]:
    """Everything that one person may read, by what said it."""
    yield from (("echo", echo(echo_of(verb, reason=LOUD, place="5幢"), NOON)) for verb in Verb)
    yield from (("refused", refusals.refused(Refused(obstacle, LANE, State.CLOSED))) for obstacle in Obstacle)
    yield "resident_refused", refusals.resident_refused()
    yield "unknown_person", refusals.unknown_person()
    yield "undone", undone(LANE, LOUD)
    yield "nothing_to_undo", nothing_to_undo()
    yield "leader_digest", leader_digest.leader_digest(LEADER, NOON)
    yield "way_in", pages.way_in("https://linli.example.cn/enter/abc", 15)
    yield "no_address", pages.no_address()
    yield "enough_links", pages.enough_links(5)
    yield from _prompts()
    yield from _lists()
    yield from _notices()


def _prompts() -> Iterator[tuple[str, str]]:
    yield "prompt", prompts.prompt(PROMPT, NOON)
    yield "emergency_prompt", prompts.emergency_prompt(PROMPT, NOON, 1)
    yield "which_case", prompts.which_case(LOUD, [LANE, LAMP])
    yield "ask", prompts.ask("您的意思是？", ["办结", "有进展"])
    yield "photo_caption", prompts.photo_caption(LANE)
    yield "photo_kept", replies.photo_kept(LANE, is_posted=True)
    yield "reported_done", replies.reported_done(LANE)


def _lists() -> Iterator[tuple[str, str | None]]:
    yield "help_text", lists.help_text()
    yield "open_list", lists.open_list([standing(next_at=EVENING)], NOON)
    yield "morning_list", lists.morning_list([standing(next_at=EVENING)], HELD, NOON)
    yield "please_look", held.please_look(HELD, NOON)
    yield "taken_up", held.taken_up([(1, LANE), (2, AID)])
    yield "set_aside", held.set_aside([2, 3])
    yield "no_such_line", held.no_such_line([9])
    yield "decided_already", held.decided_already([(1, LANE)])
    yield "case_details", lists.case_details(standing(next_at=EVENING, since=NOON.now), NOON)
    yield "why", lists.why(WHY)
    yield "numbers_of", numbers.numbers_of(LANE, [Said("张三", "13812345678")])
    yield "no_numbers", numbers.no_numbers(LANE)
    yield "numbers_are_shut", numbers.numbers_are_shut(LANE)


def _notices() -> Iterator[tuple[str, str]]:
    yield "deadline_reminder", notices.deadline_reminder(standing(next_at=EVENING), NOON)
    yield "promise_reminder", notices.promise_reminder(LANE, LOUD)
    yield "escalated_to_you", notices.escalated_to_you(PROMPT, "社干小席", LOUD, NOON)
    yield "escalated_from_you", notices.escalated_from_you(LANE, "王书记")
    yield "dispatched_to_you", notices.dispatched_to_you(PROMPT, "社干小席", NOON)
    yield "returned_to_you", notices.returned_to_you(LANE, "城管办", LOUD)
    yield "extension_asked", notices.extension_asked(LANE, "社干小席", TOMORROW, LOUD, NOON)
    yield "extension_decided", notices.extension_decided(LANE, None, NOON)
    yield "reopened_for_you", notices.reopened_for_you(LANE, LOUD)
    yield "asked_after", notices.asked_after(LANE, LOUD)
    yield "doubted", notices.doubted(LANE, LOUD)
    yield "withdrawn", notices.withdrawn(LANE, LOUD)
    yield "new_evidence", notices.new_evidence(LANE, "张三", LOUD)
    yield "bound", notices.bound("席明", ["勤实邻里"])
    yield "bind_refused", notices.bind_refused()
    yield "bind_expired", notices.bind_expired()
    yield "forwarded", notices.forwarded(ForwardResult(12, (LANE,), (LAMP,), 1))
    yield "no_group_known", notices.no_group_known()
    yield "flooded", notices.flooded("勤实邻里一群", "张三", 60)
