"""Full-text search over cases: the words are kept up to date by the transaction that changes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Connection, Integer, Select, Text, cast, column, delete, func, select, table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import TSQUERY

from models.search_words import index_words, numbered
from models.tables import case, case_event, case_message, case_words, message
from models.tables.search import FTS

_STALE = "cases with other words"
_VECTOR = func.array_to_tsvector(func.string_to_array(case_words.c.words, " "))


def words_changed(connection: Connection, *case_ids: int) -> None:
    """These cases have other words now; `keep_words` looks them up once, at the end of the change."""
    connection.info.setdefault(_STALE, set()).update(case_ids)


def keep_words(connection: Connection) -> None:
    """Write down the words of every case of which they have changed."""
    stale = connection.info.pop(_STALE, None)
    if stale:
        _write(connection, _words_of(connection, stale))


def drop_changes(connection: Connection) -> None:
    """The change did not happen after all."""
    connection.info.pop(_STALE, None)


def cases_with(connection: Connection, message_ids: Collection[int]) -> frozenset[int]:
    """The cases that any of the messages hangs on."""
    query = select(case_message.c.case_id).where(case_message.c.message_id.in_(list(message_ids)))
    return frozenset(connection.scalars(query))


def forget_words(connection: Connection, ids: Select[int]) -> int:
    """Drop the words of cases; how many had some."""
    return connection.execute(delete(case_words).where(case_words.c.case_id.in_(ids))).rowcount


def squeeze(connection: Connection) -> None:
    """Leave nothing in the index of words that are gone: FTS5 only marks them until its parts are merged."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {FTS}({FTS}) VALUES ('optimize')")  # noqa: S608 - a constant


def found_by(connection: Connection, words: Collection[str]) -> ColumnElement[bool]:
    """The condition that a case has every one of the words, which `models.search_words` has made."""
    quoted = [f'"{word}"' if connection.dialect.name == "sqlite" else f"'{word}'" for word in words]
    if connection.dialect.name == "sqlite":
        index = table(FTS, column("rowid", Integer), column(FTS, Text))
        return case.c.id.in_(select(index.c.rowid).where(index.c[FTS].op("MATCH")(" AND ".join(quoted))))
    query = cast(" & ".join(quoted), TSQUERY)
    return case.c.id.in_(select(case_words.c.case_id).where(_VECTOR.op("@@")(query)))


def _words_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Number, place, promise, reasons, and the words of every message that hangs on the case."""
    texts: defaultdict[int, list[str]] = defaultdict(list)
    own = select(case.c.id, case.c.number, case.c.place, case.c.promise).where(case.c.id.in_(ids))
    for row in connection.execute(own):
        texts[row.id] += [numbered(row.number), row.place, row.promise]
    reasons = select(case_event.c.case_id, case_event.c.reason).where(case_event.c.case_id.in_(ids))
    said = select(case_message.c.case_id, message.c.text).join(message, message.c.id == case_message.c.message_id)
    for query in (reasons.where(case_event.c.reason != ""), said.where(case_message.c.case_id.in_(ids))):
        for case_id, words in connection.execute(query):
            texts[case_id].append(words)
    return {case_id: index_words(spoken) for case_id, spoken in texts.items()}


def _write(connection: Connection, words: dict[int, str]) -> None:
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    query = make(case_words)
    rows: Iterable[dict[str, object]] = [{"case_id": case_id, "words": kept} for case_id, kept in words.items()]
    other = case_words.c.words != query.excluded.words
    same = {"words": query.excluded.words}
    query = query.on_conflict_do_update(index_elements=["case_id"], set_=same, where=other)
    if rows:
        connection.execute(query, list(rows))
