"""`linli gateway`: what it tells and does before and around Node. Small shell scripts stand where Node would."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from pathlib import Path

import pytest

from bot.gateway.run import run_gateway
from bot.gateway.terminal import Teller
from models.settings import GatewaySettings


def program(folder: Path, name: str, *lines: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(["#!/bin/sh", *lines]))
    (folder / name).chmod(0o755)


def programs(folder: Path, *script: str, version: str = "v20.1.0", npm: str = "mkdir -p node_modules") -> str:
    """A folder with a `node` that runs `script`, and an `npm`; its path."""
    program(folder, "node", f'[ "$1" = --version ] && echo {version} && exit 0', *script)
    program(folder, "npm", npm)
    return str(folder)


async def run(tmp_path: Path, path: str, told: list[str], token: str = "secret") -> int:
    state = tmp_path / "state"
    return await run_gateway(GatewaySettings(), token, told.append, state=state, path=path, backoff=(0.01, 0.02))


async def test_without_a_token_it_says_where_to_put_one(tmp_path: Path) -> None:
    told: list[str] = []

    assert await run(tmp_path, programs(tmp_path / "bin"), told, token="") == 1
    assert "LINLI_WECHATY__TOKEN" in told[0]


async def test_without_node_it_says_what_to_install(tmp_path: Path) -> None:
    told: list[str] = []

    assert await run(tmp_path, str(tmp_path), told) == 1
    assert "install Node 18 or newer" in told[0]


async def test_an_old_node_is_named(tmp_path: Path) -> None:
    told: list[str] = []

    assert await run(tmp_path, programs(tmp_path / "bin", version="v16.20.0"), told) == 1
    assert "v16.20.0" in told[0]


async def test_packages_are_fetched_once(tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", "exit 0", npm="mkdir -p node_modules; echo x >> ../fetched")
    told: list[str] = []

    assert [await run(tmp_path, path, told) for _ in range(2)] == [0, 0]
    assert (tmp_path / "fetched").read_text() == "x\n"


async def test_a_failed_fetch_is_told_and_tried_again_next_time(tmp_path: Path) -> None:
    path = programs(
        tmp_path / "bin", "exit 0", npm='[ -e ../failed ] || { touch ../failed; echo "no network" >&2; exit 1; }'
    )
    told: list[str] = []

    assert await run(tmp_path, path, told) == 1
    assert "no network" in told[-1]
    (tmp_path / "state" / "node_modules").mkdir()
    assert await run(tmp_path, path, told) == 0


async def test_a_crash_starts_it_again(tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", "echo x >> ../lives", '[ "$(wc -l < ../lives)" -ge 3 ] || exit 9')
    told: list[str] = []

    assert await run(tmp_path, path, told) == 0
    assert (tmp_path / "lives").read_text() == "x\n" * 3
    assert [line for line in told if "ended with 9" in line]


async def test_what_another_try_would_not_cure_ends_it(tmp_path: Path) -> None:
    complaint = json.dumps({"event": "error", "message": "port 18788 cannot be used"})
    told: list[str] = []

    assert await run(tmp_path, programs(tmp_path / "bin", f"echo '{complaint}'", "exit 2"), told) == 2
    assert told[-1] == "gateway: port 18788 cannot be used"


async def test_the_token_is_no_argument_that_others_could_read(tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", 'echo "$@" > ../arguments', 'echo "$WECHATY_PUPPET_SERVICE_TOKEN" > ../token')

    await run(tmp_path, path, [])
    assert (tmp_path / "arguments").read_text() == "gateway.mjs --puppet wechaty-puppet-wechat4u --port 18788\n"
    assert (tmp_path / "token").read_text() == "secret\n"


@pytest.mark.parametrize("deaf", [False, True], ids=["ends when asked", "has to be killed"])
async def test_ctrl_c_ends_the_script_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaf: bool) -> None:
    monkeypatch.setattr("bot.gateway.run._GRACE", 0.1)
    ready = json.dumps({"event": "ready", "port": 18788})
    path = programs(tmp_path / "bin", "trap '' TERM" if deaf else "", f"echo '{ready}'", "exec sleep 60")
    up = asyncio.Event()
    running = asyncio.create_task(
        run_gateway(GatewaySettings(), "secret", lambda _: up.set(), state=tmp_path / "state", path=path)
    )
    await asyncio.wait_for(up.wait(), 20)
    await asyncio.sleep(0)

    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert running.cancelled()


def test_the_login_code_is_drawn_once_and_given_as_a_link() -> None:
    line = json.dumps({"event": "scan", "qrcode": "https://login.weixin.qq.com/l/abc"})
    teller = Teller()

    code, link = teller.tell(line)
    assert "▄" in code
    assert "https://login.weixin.qq.com/l/abc" in link
    assert list(teller.tell(line)) == []


@pytest.mark.parametrize("line", ["", "oops", "[]", "{}", '{"event": "scan", "qrcode": ""}', '{"event": 7}'])
def test_anything_else_on_its_output_is_passed_over(line: str) -> None:
    assert list(Teller().tell(line)) == []
