"""What a program has done since it started, counted in memory and told in the form that Prometheus reads.

Counting one message costs about two microseconds and asks no database. No figure is kept by group, person or text:
every label has few values, whoever writes what.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.health.outcomes import outcome_class

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OTHER = "other"
MOST_VALUES = 200  # of one label; a mistake in the program must not flood whoever collects


class Figures(Collector):
    """One program's counters; `registry` is its own, so that several programs in one process stay apart."""

    def __init__(self) -> None:
        self.last_message: dict[str, datetime] = {}  # by channel
        self.failed_jobs: dict[str, str] = {}  # jobs whose last run failed, and why
        self.failed_sends = 0  # in a row
        self._received: Counter[tuple[str, ...]] = Counter()
        self._handled: Counter[tuple[str, ...]] = Counter()
        self._sends: Counter[tuple[str, ...]] = Counter()
        self._jobs: Counter[tuple[str, ...]] = Counter()
        self._errors: Counter[tuple[str, ...]] = Counter()
        self._seconds = [0] * (len(BOUNDS) + 1)
        self._seconds_sum = 0.0
        self.registry = CollectorRegistry(auto_describe=False)
        self.registry.register(self)

    def received(self, channel: str, at: datetime) -> None:
        """A message came through a channel."""
        self._received[channel,] += 1
        self.last_message[channel] = at

    def handled(self, outcome: str, seconds: float) -> None:
        """A message was handled; `outcome` as it is stored with the message."""
        self._handled[outcome_class(outcome),] += 1
        self._seconds[bisect_left(BOUNDS, seconds)] += 1
        self._seconds_sum += seconds

    def repeated(self) -> None:
        """A message came that is stored already."""
        self._handled["repeat",] += 1

    def sent(self, kind: str, result: str) -> None:
        """A send ended: sent, withheld, again (it will be tried again), failed or uncertain."""
        self._sends[kind, result] += 1
        self.failed_sends = 0 if result in ("sent", "withheld") else self.failed_sends + 1

    def ran(self, job: str, failure: str = "") -> None:
        """A scheduled job ran for one period; `failure` says why it could not."""
        self._jobs[job, "failed" if failure else "done"] += 1
        if failure:
            self.failed_jobs[job] = failure
        else:
            self.failed_jobs.pop(job, None)

    def error(self, where: str) -> None:
        """Something went wrong: message (a try to handle one), set aside, job, send, channel, database."""
        self._errors[where,] += 1

    def collect(self) -> Iterator[Metric]:
        """Everything counted so far, as Prometheus wants it."""
        yield _counter("messages_received", "messages that came through a channel", ("channel",), self._received)
        yield _counter("messages_handled", "messages handled, by what was made of them", ("outcome",), self._handled)
        yield _counter("sends", "ends of sends", ("kind", "result"), self._sends)
        yield _counter("job_runs", "runs of scheduled jobs", ("job", "result"), self._jobs)
        yield _counter("errors", "what went wrong", ("where",), self._errors)
        counts = list(accumulate(self._seconds))
        bounds = [*map(str, BOUNDS), "+Inf"]
        yield HistogramMetricFamily(
            "linli_message_handling_seconds",
            "from stored to handled and committed",
            buckets=list(zip(bounds, counts, strict=True)),
            sum_value=self._seconds_sum,
        )


def _counter(name: str, meaning: str, labels: tuple[str, ...], counts: Counter[tuple[str, ...]]) -> Metric:
    family = CounterMetricFamily(f"linli_{name}", meaning, labels=labels)
    kept = counts.most_common(MOST_VALUES)
    for values, count in sorted(kept):
        family.add_metric(values, count)
    if (rest := counts.total() - sum(count for _, count in kept)) > 0:
        family.add_metric((OTHER,) * len(labels), rest)
    return family
