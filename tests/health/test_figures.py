"""What is counted, and that nobody can make it grow without end or be read off it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.health.figures import MOST_VALUES, Figures
from tests.stories.conftest import Story
from tests.stories.test_bad_input import incoming

NOW = datetime(2026, 2, 3, 9, tzinfo=UTC)


def read(figures: Figures) -> dict[str, float]:
    """Every sample as Prometheus reads it: name{label values} -> value."""
    text = generate_latest(figures.registry).decode()
    return {
        sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_story_is_counted_by_what_was_made_of_its_messages(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.say("王师傅", "早上好")
    await story.say("xi", "收到，我马上联系师傅")
    await story.whisper("xi", "1号 师傅明早来")
    await story.pass_time(minutes=5)

    counted = read(story.stage.app.figures)

    assert counted["linli_messages_received_total stage"] == 4
    assert counted["linli_messages_handled_total OpenCase"] == 1
    assert counted["linli_messages_handled_total ignored"] == 1
    assert counted["linli_messages_handled_total answer"] == 1
    assert counted["linli_message_handling_seconds_count"] == 4
    assert counted["linli_sends_total case sent"] >= 1
    assert counted["linli_job_runs_total post_receipts done"] >= 1
    assert "linli_messages_handled_total other" not in counted


async def test_a_repeat_is_counted_as_one(story: Story) -> None:
    for _ in range(2):
        await story.stage.receive(incoming(story, text="早上好"))

    assert read(story.stage.app.figures)["linli_messages_handled_total repeat"] == 1


async def test_two_programs_in_one_process_count_for_themselves() -> None:
    one, other = Figures(), Figures()
    one.received("wechaty", NOW)

    assert read(one)["linli_messages_received_total wechaty"] == 1
    assert "linli_messages_received_total wechaty" not in read(other)


def test_times_fall_into_their_buckets() -> None:
    figures = Figures()
    for seconds in (0.0001, 0.02, 0.02, 99.0):
        figures.handled("OpenCase, AddEvidence", seconds)

    counted = read(figures)

    assert counted["linli_message_handling_seconds_bucket 0.001"] == 1
    assert counted["linli_message_handling_seconds_bucket 0.025"] == 3
    assert counted["linli_message_handling_seconds_bucket 10.0"] == 3
    assert counted["linli_message_handling_seconds_bucket +Inf"] == 4
    assert counted["linli_messages_handled_total OpenCase"] == 4


def test_no_label_grows_without_end_and_nothing_is_lost_from_the_sum() -> None:
    figures = Figures()
    for number in range(1000):
        figures.received(f"account-{number}", NOW)
        figures.handled(f"photo of case {number}", 0.001)

    counted = read(figures)

    received = {name: value for name, value in counted.items() if name.startswith("linli_messages_received_total")}
    assert len(received) == MOST_VALUES + 1
    assert sum(received.values()) == 1000
    assert counted["linli_messages_handled_total photo"] == 1000


def test_nobody_can_be_read_off_it() -> None:
    figures = Figures()
    figures.handled("王阿姨说 13812345678 漏水", 0.001)

    text = generate_latest(figures.registry).decode()

    assert not re.search("[㐀-鿿]|1381", text)


def test_counting_costs_little(record_property: Callable[[str, object], None]) -> None:
    figures = Figures()
    begun = time.perf_counter()
    for _ in range(20_000):
        figures.received("wechaty", NOW)
        figures.handled("ignored: chat", 0.004)
    spent = (time.perf_counter() - begun) / 20_000 * 1e6

    record_property("counting one message", f"{spent:.2f} µs")
    assert spent < 100
