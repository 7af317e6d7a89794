"""Passwords: who may set one, what is refused, and what somebody learns who guesses."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from bot.cli.password import reset
from bot.web.context import CONTEXT
from bot.web.local_path import local_path
from bot.web.password_rules import Weakness, weakness_of
from models.tables import web_password
from tests.stories.conftest import sample
from tests.web.conftest import Browser, Pages, open_pages

GOOD = "青草-灯泡-河豚-7"
XI = sample().staff_by_id["xi"]


@pytest.fixture
async def pages(tmp_path: Path) -> AsyncIterator[Pages]:
    """What is tried often costs little here."""
    async with open_pages(sample(), tmp_path) as pages:
        pages.site[CONTEXT].passwords.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        yield pages


async def signed_in(pages: Pages, password: str = GOOD) -> Browser:
    """A browser of xi's, in which a password was just set."""
    browser = await pages.browser("xi")
    assert "已经生效" in (await browser.send("/account/password", new=password, again=password))[1]
    return browser


async def enter(pages: Pages, staff: str, password: str, **more: str) -> tuple[int, str, Browser]:
    browser = await pages.browser()
    await browser.open("/login")
    status, text = await browser.send("/login", staff=staff, password=password, **more)
    return status, text, browser


async def test_whoever_set_a_password_gets_in_with_it(pages: Pages) -> None:
    await signed_in(pages)
    status, text, browser = await enter(pages, "xi", GOOD, next="/account")
    assert status == 200
    assert "我的登录" in text
    assert "席晓梅" in (await browser.get("/account"))[1]
    assert "signed_in: by password" in await pages.story.audited()


async def test_a_refusal_tells_nothing_of_whether_the_person_exists(pages: Pages) -> None:
    await signed_in(pages)
    answers = [await enter(pages, who, "wrong-wrong") for who in ("xi", "gu", "nobody")]
    assert {status for status, _, _ in answers} == {403}
    assert len({text.split("<form")[0] for _, text, _ in answers}) == 1
    assert [line for line in await pages.story.audited() if line.startswith("sign_in_failed")] == [
        "sign_in_failed: password, from 127.0.0.1"
    ] * 3


async def test_as_much_work_is_done_for_an_id_that_nobody_has(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    await signed_in(pages)
    looked_at: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, hashed: str, password: str) -> bool:
        looked_at.append(hashed.split("$")[3])
        return verify(self, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for who in ("xi", "gu", "nobody"):
        await enter(pages, who, "wrong-wrong")
    assert looked_at == ["m=64,t=1,p=1"] * 3


async def test_guessing_gets_slower_for_an_id_that_nobody_has_too(pages: Pages) -> None:
    await signed_in(pages)
    for who in ("xi", "nobody"):
        assert [(await enter(pages, who, f"guess-{n}"))[0] for n in range(6)] == [403] * 5 + [429]
    assert (await enter(pages, "xi", GOOD))[0] == 429  # also the right one: else the pause would tell it
    await pages.story.pass_time(seconds=6)
    assert (await enter(pages, "xi", GOOD, next="/account"))[0] == 200
    assert (await enter(pages, "xi", "guess"))[0] == 403  # and the count starts anew


async def test_a_new_password_ends_every_other_session(pages: Pages) -> None:
    other = await pages.browser("xi")
    browser = await signed_in(pages)
    assert "退出" in (await browser.get("/account"))[1]
    assert "退出" not in (await other.get("/login"))[1]


async def test_whoever_finds_a_browser_unlocked_sets_no_password(pages: Pages) -> None:
    browser = await signed_in(pages)
    await browser.open("/account")
    await pages.story.pass_time(minutes=11)
    status, text = await browser.send("/account/password", old="not-this", new="z" + GOOD, again="z" + GOOD)
    assert status == 403
    assert "原来的密码不对" in text
    assert "已经生效" in (await browser.send("/account/password", old=GOOD, new="z" + GOOD, again="z" + GOOD))[1]
    assert (await enter(pages, "xi", GOOD))[0] == 403


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("short-one", Weakness.SHORT),
        ("x" * 201, Weakness.LONG),
        ("席晓梅1985-02", Weakness.OWN_NAME),
        ("社干小席@2026-02", Weakness.OWN_NAME),
        ("xi-xi-xi-2026", Weakness.OWN_NAME),
        ("linli202601", Weakness.OWN_NAME),
        ("woaini1314", Weakness.COMMON),
        ("Password-123", Weakness.COMMON),
        ("1234567890", Weakness.COMMON),
        ("0987654321", Weakness.COMMON),
        ("qwertyuiop", Weakness.COMMON),
        ("asdfghjkl;", Weakness.COMMON),
        ("aaaaaaaaaa", Weakness.COMMON),
        ("１２３４５６７８９０", Weakness.COMMON),
        ("abababababab", Weakness.COMMON),
        (GOOD, None),
        ("correct horse battery", None),
        ("taxi-driver-moon", None),
        ("我家的猫爱吃黄瓜和米饭", None),
    ],
)
def test_weak_passwords_are_refused(password: str, weakness: Weakness | None) -> None:
    assert weakness_of(password, XI) is weakness


async def test_a_password_is_kept_as_argon2id_only(pages: Pages) -> None:
    pages.site[CONTEXT].passwords.hasher = PasswordHasher()
    await signed_in(pages)
    question = select(web_password.c.hash)
    stored = await pages.story.stage.app.database.read(lambda connection: connection.scalars(question).one())
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def test_sign_out_everywhere(pages: Pages) -> None:
    phone, desk = await pages.browser("xi"), await pages.browser("xi")
    await phone.send("/account/sign-out-everywhere")
    assert ["退出" in (await browser.get("/login"))[1] for browser in (phone, desk)] == [False, False]


async def test_the_operator_takes_a_password_away_and_never_knows_one(pages: Pages, tmp_path: Path) -> None:
    browser = await signed_in(pages)
    settings = pages.story.stage.app.settings
    link = await reset(settings, "xi")
    assert link.startswith("http://127.0.0.1:18780/enter/")
    assert "退出" not in (await browser.get("/login"))[1]
    assert (await enter(pages, "xi", GOOD))[0] == 403
    fresh = await pages.browser()
    path = link.removeprefix("http://127.0.0.1:18780")
    if settings.database.url.get_secret_value().startswith("sqlite"):  # the link is of now, the story of long ago
        assert "席晓梅" in (await fresh.open(path))[1]


@pytest.mark.parametrize("path", ["/", "/account", "/desk?grid=qinshi&week=2", "/phone/cases/6"])
def test_after_signing_in_one_goes_on_where_one_wanted(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        *[
            "//evil.test",
            "/\\evil.test",
            "\\\\evil.test",
            "https://evil.test",
            "javascript:alert(1)",
            "/\t/evil.test",
            "/．evil",
        ],
        *[" /account", "/account\r\nSet-Cookie: a=b", "///evil.test", "evil.test", "", "/" + "a" * 500, "/account\n"],
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(path: str) -> None:
    assert local_path(path) == "/"


async def test_the_login_page_leads_nowhere_else(pages: Pages) -> None:
    await signed_in(pages)
    browser = await pages.browser()
    assert "evil" not in (await browser.open("/login?next=//evil.test"))[1]
    assert await browser.redirect("/login", staff="xi", password=GOOD, next="/\\evil.test") == "/"
