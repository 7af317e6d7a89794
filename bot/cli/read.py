"""`linli read`: what is read from one sentence."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import DEFAULT, Config, out, settings_from
from handlers.house import House
from handlers.reading.facts import Facts
from handlers.reading.resemblance import Resemblance
from models.messages import MessageKind

NAME = "read"
LIKELIEST, WORTH_SHOWING = 3, 0.05


def command(
    sentence: Annotated[str, typer.Argument(help="what somebody says in the group")],
    staff: Annotated[bool, typer.Option(help="read it as the words of a cadre")] = False,
    config: Config = DEFAULT,
) -> None:
    """Show what is read from one sentence: what the speaker does, which trouble, where, how urgent."""
    settings = settings_from(config)
    grid = settings.groups[0].grid if settings.groups else settings.grid.id
    house = House(settings)
    facts = house.read(grid, sentence, staff, MessageKind.TEXT)
    for line in (*lines(facts), *likeness(house.resembles, facts.text)):
        out.print(line, markup=False)


def likeness(alike: Resemblance, text: str) -> list[str]:
    """What the words resemble among the example messages: a report at all, and the likeliest kinds of trouble."""
    kinds = sorted(alike.kinds(text).items(), key=lambda kind: -kind[1])[:LIKELIEST]
    said = [f"report    {alike.reports(text):.2f} by what it resembles"]
    said += [
        f"resembles {kind} {chance:.2f}: {'、'.join(alike.telling_words(text, kind))}"
        for kind, chance in kinds
        if chance >= WORTH_SHOWING
    ]
    return said


def lines(facts: Facts) -> list[str]:
    """The facts, one a line."""
    said = [f"acts      {', '.join(sorted(facts.acts))}"]
    said += [f"place     {place.text} (as {place.key}{', private' if place.private else ''})" for place in facts.places]
    for one in facts.candidates:
        words, rules = "、".join(one.words), ", ".join(one.rules)
        said.append(f"candidate {one.category} {one.score:.2f} {one.urgency} {one.kind}: {words} [{rules}]")
    if facts.case_numbers:
        said.append(f"numbers   {', '.join(map(str, facts.case_numbers))}")
    return said
