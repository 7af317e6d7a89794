"""The stream and its consumers: made where they are missing, compared where they are there."""

from __future__ import annotations

from nats.errors import NoRespondersError
from nats.errors import TimeoutError as NatsTimeout
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import APIError, NotFoundError, ServiceUnavailableError

from bot.city.link import Link
from models.errors import LinliError
from models.settings import NatsSettings

MOST_WORKERS = 512  # pull requests that may wait at one partition
REPEAT_WINDOW = 600.0  # seconds in which JetStream itself knows a repeat; the inbox knows it for good
NO_JETSTREAM = "nats: the server has no JetStream -> start it with -js, or enable jetstream in its configuration"


class StreamDiffers(LinliError):
    """The stream that is there is not the one that the configuration asks for."""


def wanted(settings: NatsSettings) -> StreamConfig:
    """Each message stays until a worker has stored it; a full stream refuses, so that nothing falls out of it."""
    return StreamConfig(
        name=settings.stream,
        description=f"linli, {settings.partitions} partitions",
        subjects=[f"{settings.stream}.in.*"],
        retention=RetentionPolicy.WORK_QUEUE,
        discard=DiscardPolicy.NEW,
        storage=StorageType.FILE,
        max_bytes=settings.max_bytes,
        num_replicas=settings.replicas,
        duplicate_window=REPEAT_WINDOW,
    )


async def prepare(link: Link) -> None:
    """Have the stream and one consumer a partition. Raises LinliError, with the cure, where that cannot be."""
    settings = link.settings
    try:
        await _have_stream(link, make=True)
        for partition in range(settings.partitions):
            await link.jetstream.add_consumer(settings.stream, _consumer(link, partition))
    except (NoRespondersError, ServiceUnavailableError, NatsTimeout) as error:
        raise LinliError(NO_JETSTREAM) from error
    except APIError as error:
        raise LinliError(
            f"nats: stream {settings.stream!r} cannot be had: {error.description}{_cure(error)}"
        ) from error


async def examine(link: Link) -> str:
    """What there is, in a line, without making anything. Raises LinliError as `prepare` does."""
    try:
        return await _have_stream(link, make=False)
    except (NoRespondersError, ServiceUnavailableError, NatsTimeout) as error:
        raise LinliError(NO_JETSTREAM) from error


async def _have_stream(link: Link, *, make: bool) -> str:
    config = wanted(link.settings)
    try:
        info = await link.jetstream.stream_info(link.settings.stream)
    except NotFoundError:
        if make:
            await link.jetstream.add_stream(config)
        return f"stream {link.settings.stream!r} will be made at the first start"
    if differences := _differences(config, info.config):
        raise StreamDiffers(
            f"nats: stream {link.settings.stream!r} is not as configured: {'; '.join(differences)}"
            " -> make the configuration agree; or stop the connectors, let the workers empty the stream,"
            f" and remove it: nats stream rm {link.settings.stream}"
        )
    return f"stream {link.settings.stream!r} holds {info.state.messages} bundles"


def _differences(ours: StreamConfig, theirs: StreamConfig) -> list[str]:
    """What matters to us and differs, each with both values."""
    names = ("description", "subjects", "retention", "discard", "storage", "max_bytes", "num_replicas")
    pairs = [(name, getattr(theirs, name), getattr(ours, name)) for name in names]
    return [f"{name} is {_shown(is_)}, should be {_shown(should)}" for name, is_, should in pairs if is_ != should]


def _shown(value: object) -> str:
    return str(getattr(value, "value", value))


def _consumer(link: Link, partition: int) -> ConsumerConfig:
    """One delivery at a time: whoever has it, the next one waits for its acknowledgement, and so order holds."""
    return ConsumerConfig(
        durable_name=link.names.consumer(partition),
        filter_subject=link.names.incoming(partition),
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=link.settings.ack_wait_seconds,
        max_ack_pending=1,
        max_deliver=-1,
        max_waiting=MOST_WORKERS,
    )


def _cure(error: APIError) -> str:
    """What helps against the refusals that are likely."""
    text = (error.description or "").lower()
    if "insufficient" in text or "no suitable peers" in text or "replicas > 1" in text:
        return " -> lower nats.max_bytes or nats.replicas, or give the servers more room (max_file_store, a cluster)"
    return " -> see the server's log"
