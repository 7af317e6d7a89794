"""The page that tells how a program is: GET /health for people and supervisors, GET /metrics for Prometheus."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.faults import told
from bot.health.figures import Figures
from bot.health.source import Finding, Gauge, Source
from models.settings import HealthSettings

log = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds until a source that does not answer counts as a trouble
TRY_AGAIN = 10.0  # seconds until a port that was taken is tried again
OK, UNWELL = 200, 503


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one look, by the name of their source."""

    findings: dict[str, Finding]

    @property
    def troubles(self) -> list[str]:
        return [trouble for finding in self.findings.values() for trouble in finding.troubles]

    def as_json(self) -> dict[str, Any]:
        notes = [note for finding in self.findings.values() for note in finding.notes]
        parts = {name: finding.told for name, finding in self.findings.items()}
        return {"well": not self.troubles, "troubles": self.troubles, "notes": notes, **parts}


class HealthPage:
    """Serves the two pages until it is cancelled. What goes wrong here never ends the program it tells of."""

    def __init__(self, settings: HealthSettings, figures: Figures, sources: Sequence[Source]) -> None:
        self._settings = settings
        self._figures = figures
        self._sources = tuple(sources)
        self._refused = False
        self._process = CollectorRegistry()
        ProcessCollector(registry=self._process)

    async def run(self) -> None:
        """Listen; a port that is taken is tried again, for its owner may just be ending."""
        where = self._settings
        runner = web.AppRunner(self.application(), access_log=None)
        await runner.setup()
        try:
            while not await self._listens(web.TCPSite(runner, where.host, where.port)):  # noqa: ASYNC110
                await asyncio.sleep(TRY_AGAIN)
            await asyncio.get_running_loop().create_future()
        finally:
            await runner.cleanup()

    def application(self) -> web.Application:
        """The two pages, for a server of one's own."""
        pages = web.Application()
        pages.router.add_get("/health", self._health)
        pages.router.add_get("/metrics", self._metrics)
        return pages

    async def look(self) -> Report:
        """Ask every source at the same time; one that fails or hangs is a trouble itself."""
        findings = await asyncio.gather(*map(_answer, self._sources))
        return Report({source.name: found for source, found in zip(self._sources, findings, strict=True)})

    async def _listens(self, site: web.TCPSite) -> bool:
        where = f"{self._settings.host}:{self._settings.port}"
        try:
            await site.start()
        except OSError as error:
            why = f"{type(error).__name__} {error.errno}"
            if not self._refused:  # said once, though tried again and again
                log.error("the page of health cannot listen on %s (%s) -> set health.host and health.port", where, why)
            self._refused = True
            return False
        log.info("health: http://%s/health and /metrics", where)
        return True

    async def _health(self, _request: web.Request) -> web.Response:
        report = await self.look()
        return web.json_response(report.as_json(), status=UNWELL if report.troubles else OK)

    async def _metrics(self, _request: web.Request) -> web.Response:
        report = await self.look()
        now = CollectorRegistry(auto_describe=False)
        now.register(_Gauges([gauge for finding in report.findings.values() for gauge in finding.gauges], report))
        body = b"".join(generate_latest(registry) for registry in (self._figures.registry, now, self._process))
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


class _Gauges(Collector):
    """What one look found, in the form that Prometheus reads."""

    def __init__(self, gauges: Sequence[Gauge], report: Report) -> None:
        well = Gauge("well", "1 where /health has no trouble to tell", {"": float(not report.troubles)})
        self._gauges = (well, *gauges)

    def collect(self) -> list[Metric]:
        return [_family(gauge) for gauge in self._gauges]


def _family(gauge: Gauge) -> Metric:
    family = GaugeMetricFamily(f"linli_{gauge.name}", gauge.meaning, labels=[gauge.label] if gauge.label else [])
    for label, value in gauge.values.items():
        family.add_metric([label] if gauge.label else [], value)
    return family


async def _answer(source: Source) -> Finding:
    try:
        return await asyncio.wait_for(source.look(), PATIENCE)
    except TimeoutError:
        return Finding(None, (f"{source.name}: no answer within {PATIENCE:.0f} s",))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a part, the page tells it
        return Finding(None, (f"{source.name}: {told(error)}",))
