"""The first minute of a newcomer: the stories play through the real program, and then he types."""

import io
import signal
import socket
import subprocess
import sys
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.cli.demo import chosen, play
from bot.demo.page.serve import address_of, open_browser, open_port
from bot.demo.story import read_story, stories
from handlers.reading.typed import read_span
from models.errors import LinliError
from tests.stories.conftest import ROOT, sample


async def shown(name: str, typed: str = "", monkeypatch: pytest.MonkeyPatch | None = None) -> str:
    """What appears on the screen, in lines wide enough not to be folded."""
    out = io.StringIO()
    if monkeypatch is not None:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    console = Console(file=out, width=400, highlight=False)
    await play(sample(), chosen(name), console, speed=0, wait=monkeypatch is not None)
    return out.getvalue()


def group_posts(screen: str) -> list[str]:
    return [line[6:] for line in screen.splitlines() if line[5:10] == " 邻里: "]


async def test_the_sewage_is_solved_in_two_days_by_a_department_and_the_group_hears_of_each_step() -> None:
    screen = await shown("sewage")
    posts = group_posts(screen)
    assert [word for word in ("已记下", "有进展", "办好了", "满意") if not any(word in post for post in posts)] == []
    assert "城管办" in screen
    assert "养护公司" in "".join(posts)
    assert "已办结" in screen
    assert not any(name in post for post in posts for name in ("陈阿婆", "张阿姨", "王师傅"))


async def test_the_blocked_lane_begins_with_a_photo_and_ends_where_the_correction_says() -> None:
    screen = await shown("lane")
    assert "照片 1 张" in screen
    assert any("5号楼东侧停车" in post for post in group_posts(screen))
    assert not any("3号楼" in post for post in group_posts(screen))


async def test_the_whole_demo_ends_with_two_contented_answers_in_the_figures() -> None:
    assert "满意率 100%（2/2）" in await shown("")


async def test_behind_the_silent_door_nobody_is_named_to_the_group() -> None:
    screen = await shown("silent")
    posts = group_posts(screen)
    assert "120" in posts[0]
    assert not any(word in post for post in posts for word in ("302", "刘", "12幢", "老太"))
    assert "【紧急】" in screen
    assert "私聊 邻里 → 社区陈书记: （同上）" in screen
    assert "收到 1 = 办结 1" in screen


async def test_the_reader_types_as_anybody_moves_the_clock_and_looks_at_the_ledger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [
        "张阿姨: 8号楼前面的路灯不亮了",
        "@xi: 2号修好了",
        "老李头: 今天天气真好",
        "/等 没事的时候",
        "/等 99999999999999d",
        "/等 2d",
        "/等 到周日",
        "/账本",
        "/帮助",
        "/图 没有.jpg",
        "/图 ~没有这个人/照片.jpg",
        "",
    ]
    lines += ["/退出", "王师傅: 还在吗"]
    screen = await shown("lane", "\n".join(lines), monkeypatch)
    assert "路灯照明" in screen
    assert "记为已办结" in screen
    assert "张阿姨: 8号楼前面的路灯不亮了" in screen
    assert screen.count("邻里没有说话") == 1
    assert screen.count("例如 /等 2h") == 2
    assert "现在是 2月8日" in screen
    assert screen.count("照片打不开") == 2
    assert "还在吗" not in screen


async def test_a_closed_standard_input_ends_the_demo_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "现在您来说" in await shown("lane", "", monkeypatch)


def test_an_unknown_story_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(LinliError, match="blocked_lane"):
        chosen("no such thing")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("title: [", "cannot be read"),
        ("title: x\nstart: 2026-01-01 08:00:00\nsteps: [{say: a}]", "needs a text or a photo"),
        ("title: x\nstart: 2026-01-01 08:00:00\nsteps: [{say: a, text: b, wait: 2m}]", "one of"),
        ("title: x\nstart: 2026-01-01 08:00:00\nsteps: [{wait: soon}]", "no span"),
        ("title: x\nsteps: []", "start"),
        ("title: x\nstart: 2026-01-01 08:00:00\nsteps: [{say: a, photo: moon}]", "no photo 'moon'"),
        ("- 1", "bad.yaml"),
    ],
)
def test_a_bad_story_says_what_is_wrong(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(LinliError, match=what):
        read_story(path)


def test_every_story_follows_the_one_before() -> None:
    starts = [story.start for story in stories().values()]
    assert starts == sorted(starts)
    assert len(starts) == 4


@pytest.mark.parametrize(
    ("text", "minutes"), [("2m", 2), ("1h30m", 90), ("1d", 1440), ("2天", 2880), ("", None), ("soon", None)]
)
def test_spans_of_time_are_read(text: str, minutes: int | None) -> None:
    assert read_span(text) == (None if minutes is None else timedelta(minutes=minutes))


def test_a_day_begins_with_its_date_and_a_piped_demo_has_no_colours_and_no_blanks_at_the_end() -> None:
    program = [sys.executable, "-c", "from bot.cli import main; main()", "demo", "--story", "lane"]
    run = subprocess.run(program, input=b"", capture_output=True, check=True, cwd=ROOT)
    assert run.stderr == b""
    screen = run.stdout.decode()
    assert "—— 2月5日 周四 ——" in screen
    assert "\x1b" not in screen
    assert max(map(cell_len, screen.splitlines())) <= 80


def test_the_page_stands_where_its_address_says_until_it_is_ended() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [sys.executable, "-c", "from bot.cli import main; main()", "demo", "--no-browser", "--port", str(port)]
    with subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, cwd=ROOT) as run:
        try:
            assert run.stdout is not None
            assert f"http://127.0.0.1:{port}/" in run.stdout.readline().decode()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                assert "模拟的微信群" in answer.read().decode()
        finally:
            run.send_signal(signal.SIGINT)
        assert run.wait(30) == 0


def test_a_port_that_is_taken_is_said_and_without_a_wish_another_is_found() -> None:
    with open_port(0) as first, open_port(0) as second:
        assert address_of(first) != address_of(second)
        port = str(first.getsockname()[1])
        program = [sys.executable, "-c", "from bot.cli import main; main()", "demo", "--port", port]
        run = subprocess.run(program, stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=ROOT)
    assert run.returncode == 1
    assert f"port {port} cannot be opened" in run.stderr.decode()


def test_no_browser_is_opened_where_none_has_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not open_browser("http://127.0.0.1:1/")
