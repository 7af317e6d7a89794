"""How the week is told."""

from __future__ import annotations

from pydantic import Field

from models.settings.base import Section


class DigestSettings(Section):
    """The weekly digest of a group."""

    picture: bool = Field(
        default=True, description="as a picture with three lines of text; false, or where none can be drawn: as text"
    )
    photos: bool = Field(
        default=True,
        description="before and after in the picture; only where faces and plates can be covered (see privacy.md)",
    )
