"""Where to go after signing in: a page of ours, or the front door."""

from __future__ import annotations

import re

# One slash and then what stands in our own addresses. A second slash or a backslash would name another host, and
# browsers drop tabs and line breaks before they read on.
_LOCAL = re.compile(r"/(?:[A-Za-z0-9_~!$&'()*+,;=:@%?.-][A-Za-z0-9_~!$&'()*+,;=:@%?./-]*)?", re.ASCII)
LONGEST = 500
FRONT = "/"


def local_path(asked: str) -> str:
    """The path itself where it stays on this site, else the front door."""
    return asked if len(asked) <= LONGEST and _LOCAL.fullmatch(asked) else FRONT
