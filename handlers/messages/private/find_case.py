"""Which case a private answer means: what is stored, put into the values that the decision takes."""

from __future__ import annotations

import re

from handlers.actions.access import grids_of, may_see
from handlers.conversation.which_case import Ambiguous, NoneOpen, OpenItem, TheCase, UnknownNumber, which_case
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import Scene, Who
from models.case import Case, Message
from models.queries.cases import case_numbered, cases_where, open_cases_in
from models.queries.prompts import asked_times
from models.status import OPEN
from models.tables import case as case_table

NUMBER = re.compile(r"(?<!\d)(\d{1,3})号(?![楼院门栋幢])")
Found = TheCase | Ambiguous | NoneOpen | UnknownNumber
