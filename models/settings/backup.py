"""Backups: where scheduled ones go, how many are kept, and who can open them."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, field_validator, model_validator

from models.settings.base import Section

SHORTEST_PASSPHRASE = 12


class BackupSettings(Section):
    """Passphrase and identity come from LINLI_BACKUP__PASSPHRASE and LINLI_BACKUP__IDENTITY; one way is enough."""

    folder: Path | None = Field(
        default=None,
        description="where the nightly backup goes, best on another machine's disk; none: no nightly backup",
    )
    keep: int = Field(default=14, ge=1, le=3650, description="nightly backups that are kept; older ones are deleted")
    recipients: tuple[str, ...] = Field(
        default=(), description="public keys of age (age1...) that backups are made for, in place of the passphrase"
    )
    passphrase: SecretStr = Field(
        default=SecretStr(""), description="never in the file: set LINLI_BACKUP__PASSPHRASE, 12 characters or more"
    )
    identity: SecretStr = Field(
        default=SecretStr(""), description="secret key to the recipients; needed to restore only, so keep it elsewhere"
    )

    @field_validator("recipients")
    @classmethod
    def _public_keys(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        if not all(key.startswith("age1") and key.isalnum() for key in keys):
            raise ValueError("a public key of age begins with age1: write the one that age-keygen prints")
        return keys

    @field_validator("passphrase")
    @classmethod
    def _long_enough(cls, passphrase: SecretStr) -> SecretStr:
        if 0 < len(passphrase.get_secret_value()) < SHORTEST_PASSPHRASE:
            raise ValueError(f"is too short: {SHORTEST_PASSPHRASE} characters or more, for example five random words")
        return passphrase

    @model_validator(mode="after")
    def _can_be_closed(self) -> BackupSettings:
        if self.folder is not None and not self.recipients and not self.passphrase.get_secret_value():
            raise ValueError("a backup is never written in the open: set LINLI_BACKUP__PASSPHRASE, or write recipients")
        return self
