"""Under which words a case is found.

SQLite indexes them with FTS5, PostgreSQL with GIN over an array of the words: both hold exactly the words of
`models/search_words.py`, and neither takes them apart in its own way.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Column, ForeignKey, Table, Text, event

from models.tables.base import Id, metadata

case_words = Table(
    "case_words",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("words", Text, nullable=False),
)

# Neither index is in the metadata, which knows none of their kinds on both databases.
POSTGRES_UP = ("CREATE INDEX ix_case_words ON case_words USING gin (array_to_tsvector(string_to_array(words, ' ')))",)
FTS = "case_words_fts"
_GONE = f"INSERT INTO {FTS}({FTS}, rowid, words) VALUES ('delete', old.case_id, old.words);"  # noqa: S608 - a constant
_NEW = f"INSERT INTO {FTS}(rowid, words) VALUES (new.case_id, new.words);"  # noqa: S608 - a constant
SQLITE_UP = (
    f"CREATE VIRTUAL TABLE {FTS} USING fts5(words, content='case_words', content_rowid='case_id', detail='none',"
    " tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER case_words_new AFTER INSERT ON case_words BEGIN {_NEW} END",
    f"CREATE TRIGGER case_words_gone AFTER DELETE ON case_words BEGIN {_GONE} END",
    f"CREATE TRIGGER case_words_changed AFTER UPDATE ON case_words BEGIN {_GONE} {_NEW} END",
)
_ddl: Any = DDL
for _dialect, _statements in (("sqlite", SQLITE_UP), ("postgresql", POSTGRES_UP)):
    for _statement in _statements:
        event.listen(case_words, "after_create", _ddl(_statement).execute_if(dialect=_dialect))
