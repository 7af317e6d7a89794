"""`linli check-config` asks the NATS server that is configured, and roles say what they lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.city.check import ask_nats
from bot.city.serve import check_role
from bot.cli.check_config import show_nats
from bot.roles import Role
from models.errors import LinliError
from tests.city.parts import settings_for
from tests.nats import free_port, nats_server


@pytest.mark.nats
async def test_a_server_that_is_there_is_told_in_a_line(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server:
        assert "'linli' will be made" in await ask_nats(settings_for(tmp_path, server.url).nats)


def test_one_that_is_not_there_ends_the_check_with_the_cure(tmp_path: Path) -> None:
    show_nats(settings_for(tmp_path, ""))
    with pytest.raises(LinliError, match=r"nats\.url: no server answers"):
        show_nats(settings_for(tmp_path, f"nats://127.0.0.1:{free_port()}"))


@pytest.mark.parametrize(
    ("role", "nats", "database", "told"),
    [
        (Role.WORKER, "nats://n:4222", "", "set LINLI_DATABASE__URL to a PostgreSQL"),
        (Role.WEB, "", "", "or run everything in one process"),
        (Role.CONNECTOR, "", "postgresql://h/d", r"nats\.url is empty -> write the address"),
    ],
)
def test_a_role_says_what_it_lacks(role: Role, nats: str, database: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(LinliError, match=told):
        check_role(role, settings_for(tmp_path, nats, database))


def test_a_role_that_has_all_it_needs_is_content(tmp_path: Path) -> None:
    check_role(Role.ALL, settings_for(tmp_path, ""))
    check_role(Role.SCHEDULER, settings_for(tmp_path, "", "postgresql://h/d"))
    check_role(Role.WORKER, settings_for(tmp_path, "nats://n:4222", "postgresql://h/d"))
