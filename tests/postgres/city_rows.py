"""A city's worth of rows, made by the server itself: a million messages of three months in 59,200 groups."""

from __future__ import annotations

from sqlalchemy import Connection

GROUPS = 59_200
MESSAGES = 1_000_000
CASES = 80_000  # most of them closed, as after a year

# Ids of messages ascend with time, and every group speaks about 17 times in the three months.
_MESSAGES = """
INSERT INTO message (channel, chat, external_id, group_id, sender, sender_name, is_bot, kind, text,
    mentions_bot, photo,
    sent_at, received_at, handled_at, attempts, outcome, month)
SELECT 'a' || n % 8, 'room-' || n * 7919 % {groups}, md5(n::text), 'g' || n * 7919 % {groups}, 'wxid_' || n % 300000,
    'n' || n % 300000, false, 'text', repeat('天气不错', (1 + n % 12)::integer), false,
    CASE WHEN n % 40 = 0 THEN md5(n::text) END,
    at, at, CASE WHEN n < {messages} - 20 THEN at END, 0, 'ignored: nothing', to_char(at, 'YYYYMM')::integer
FROM (SELECT n, timestamptz '2025-12-01 00:00+00' + n * interval '7.7 seconds' AS at
      FROM generate_series(1::bigint, {messages}) AS n) AS said
"""
_PRIVATE = """
INSERT INTO message (channel, chat, external_id, sender, sender_name, is_bot, kind, text, mentions_bot, sent_at,
    received_at, handled_at, attempts, month)
SELECT 'a1', 'cadre-' || n % 50, 'private' || n, 'cadre-' || n % 50, 'c', false, 'text', '收到', false, at, at,
    at, 0, 202602
FROM (SELECT n, timestamptz '2026-02-20 00:00+00' + n * interval '20 seconds' AS at
    FROM generate_series(1::bigint, 20000) AS n) AS s
"""
_CASES = """
INSERT INTO cases (number, grid, group_id, source, channel, category, place, urgency, kind, private, state, holder,
    department, why, opened_at, updated_at, first_due, solve_due, answer_due, work_due, nudges, look_at,
    promise, pauses,
    extensions, closed_at, closed_by, reopened)
SELECT n / 40 % 999 + 1, 'grid' || n % 2000, 'g' || n * 29 % {groups}, 'group', 'a1', 'light', '8幢',
    'normal', 'report',
    false, CASE WHEN open THEN 'registered' ELSE 'closed' END, 'grid' || n % 2000,
    CASE WHEN n % 9 = 0 THEN 'd' || n % 70
    ELSE '' END, '{{}}', at, at, at, at, at, at, 0, CASE WHEN open THEN at END, '', '[]', 0,
    CASE WHEN NOT open THEN at END, '', 0
FROM (SELECT n, n > {cases} * 0.97 AS open, timestamptz '2025-03-01 00:00+00' + n * interval '6.5 minutes' AS at
      FROM generate_series(1::bigint, {cases}) AS n) AS had
"""
_EVENTS = """
INSERT INTO case_event (case_id, at, move, from_state, to_state, actor, staff_id, reason, message_id, before,
    public, told_at)
SELECT n / 3 + 1, timestamptz '2025-03-01 00:00+00' + n * interval '2.1 minutes', 'accept', 'registered',
    'accepted', 'cadre',
    'staff' || n % 2000, '', n, '{{}}', n % 2 = 0, CASE WHEN n < {cases} * 2.9 THEN now() END
FROM generate_series(1::bigint, {cases} * 3 - 3) AS n
"""
_LINKS = """
INSERT INTO case_message (case_id, message_id, role, note)
SELECT n / 2 + 1, n * 6, 'evidence', '' FROM generate_series(1::bigint, {cases} * 2 - 2) AS n
"""
_PEOPLE = """
INSERT INTO case_person (case_id, channel, sender, name, role, since)
SELECT n, 'a1', 'wxid_' || n, 'n', 'reporter', now() FROM generate_series(1::bigint, {cases}) AS n
"""
_OUTBOX = """
INSERT INTO outbox (dedupe, audience, channel, target, kind, priority, text, created_at, not_before, state, attempts,
    claimed_at, settled_at, event_id)
SELECT 'd' || n, CASE WHEN n % 2 = 0 THEN 'group' ELSE 'staff' END, 'a1',
    CASE WHEN n % 2 = 0 THEN 'g' || n * 31 % {groups}
    ELSE 'staff' || n % 2000 END, 'status', n % 4, '', at, at, CASE WHEN n > 299900 THEN 'queued' ELSE 'sent' END, 1,
    CASE WHEN n <= 299900 THEN at END, CASE WHEN n <= 299900 THEN at END, CASE WHEN n % 3 = 0 THEN n END
FROM (SELECT n, timestamptz '2025-12-01 00:00+00' + n * interval '26 seconds' AS at
    FROM generate_series(1::bigint, 300000) AS n) AS o
"""
_BINDINGS = (
    "INSERT INTO group_binding SELECT 'a1', 'room-' || n, 'g' || n, now() FROM generate_series(1, {groups}) AS n",
    "INSERT INTO staff_binding SELECT 'a1', 'cadre-' || n, 'staff' || n, now() FROM generate_series(1, 2000) AS n",
)


def live_for_three_months(connection: Connection) -> None:
    """Fill an empty database; some ten seconds."""
    for query in (_MESSAGES, _PRIVATE, _CASES, _EVENTS, _LINKS, _PEOPLE, _OUTBOX, *_BINDINGS):
        connection.exec_driver_sql(query.format(groups=GROUPS, messages=MESSAGES, cases=CASES))
    connection.exec_driver_sql("ANALYZE")
