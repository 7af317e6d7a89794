"""Two processes read the same as one, in the same order."""

from bot.evaluate.spread import spread
from bot.replay.run import replay
from bot.replay.transcript import Transcript
from tests.evaluate.people import lamp
from tests.stories.conftest import sample


def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    rows = [lamp(f"aa{number:02}") for number in range(1, 4)]
    transcripts = [Transcript(row["id"], "花苑一群", (), (), tuple(row["messages"])) for row in rows]
    alone = spread(replay, transcripts, sample(), workers=1)
    assert [row["id"] for row in alone] == ["aa01", "aa02", "aa03"]
    assert spread(replay, transcripts, sample(), workers=2) == alone
