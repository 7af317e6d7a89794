"""What every section of the configuration shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A part of the configuration: frozen, and an unknown key is a problem rather than silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)
