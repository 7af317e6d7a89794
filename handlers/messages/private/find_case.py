"""Which case a private answer means: what is stored, put into the values that the decision takes."""

from __future__ import annotations

import re

from handlers.conversation.which_case import Ambiguous, NoneOpen, TheCase, UnknownNumber

NUMBER = re.compile(r"(?<!\d)(\d{1,3})号(?![楼院门栋幢])")
Found = TheCase | Ambiguous | NoneOpen | UnknownNumber
