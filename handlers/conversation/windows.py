"""How far back and how long things belong together. Own choices, each with its reason."""

from __future__ import annotations

from datetime import timedelta

KEEP = 80  # messages of a group that a decision looks at; a busy group's quarter of an hour, a quiet one's day
LIVE_CASES = 12  # cases that a message is weighed against: a group has seldom more than five in talk at once

AT_ONCE = timedelta(minutes=3)  # somebody who is still typing: the next message goes on with the one before
SAME_BREATH = timedelta(minutes=15)  # a photo and its words, a report in pieces, with chatter in between
TALK = timedelta(minutes=60)  # after an hour without a word a thread has gone cold
ANSWER = timedelta(minutes=45)  # residents answer a cadre's question when they look at the phone again
TODAY = timedelta(hours=8)  # the same kind of trouble, no place named: one case within a working day
SAME_TROUBLE = timedelta(hours=48)  # the same trouble at the same place "the same or next day" is the same case
ALIVE = timedelta(hours=72)  # a close can be taken back so long, so the case can still be meant
FOLLOW_ON = 12  # messages of others after which a piece of talk is no longer the next one
