"""A one-time link to the pages: drawn here, said once, and kept as a hash only."""

from __future__ import annotations

import hashlib
import secrets
import string
from datetime import datetime, timedelta

from sqlalchemy import Connection

from models.queries.doors import add_link, links_since

# Letters alone: digits in a row would be masked like a phone number wherever the words are stored.
LETTERS = string.ascii_letters
LENGTH = 32  # 182 bits
MOST_LINKS, MOST_WITHIN = 5, timedelta(hours=1)


def make_link(connection: Connection, staff_id: str, now: datetime, minutes: int) -> str:
    """The secret part of a new link for a member of staff; earlier links of the person stop working."""
    token = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    add_link(connection, hash_of_link(token), staff_id, now, now + timedelta(minutes=minutes))
    return token


def too_many_links(connection: Connection, staff_id: str, now: datetime) -> bool:
    """Whether a person has asked for enough of them."""
    return links_since(connection, staff_id, now - MOST_WITHIN) >= MOST_LINKS


def hash_of_link(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
