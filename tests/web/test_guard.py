"""What an attacker sends, and what the site makes of it."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import web

from bot.web import site as site_module
from bot.web.limits import Limits, Rate
from bot.web.site import runner_of, site_of
from models.settings import WebSettings
from tests.stories.conftest import sample
from tests.web.conftest import Pages, open_pages
from tests.web.raw import answer_to, get

BROKEN = [
    "/%",
    "/%zz",
    "/login?next=%",
    "/%00",
    "/login?next=%00",
    "/a%0d%0aSet-Cookie:x=1",
    "/%ff%fe",
    "/enter/%c0%ae",
]


async def test_every_answer_is_closed_against_other_sites(pages: Pages) -> None:
    browser = await pages.browser("xi")
    for path, method in [("/login", "GET"), ("/nowhere", "GET"), ("/", "GET"), ("/login", "PUT"), ("/login", "HEAD")]:
        _, headers = await browser.head(path, method)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "Server" not in headers
        assert "Strict-Transport-Security" not in headers
        assert "Access-Control-Allow-Origin" not in headers


async def test_over_tls_cookies_and_browsers_stay_with_it(tmp_path: Path) -> None:
    settings = sample().changed(web=WebSettings(address="https://linli.test"))
    async with open_pages(settings, tmp_path) as pages:
        _, headers = await (await pages.browser()).head("/enter/" + "a" * 32)
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
        await pages.story.whisper("xi", "网页")
        path = pages.story.told("xi")[-1].split("https://linli.test")[1].split()[0]
        answer = await answer_to(pages.server, get(path))
        cookie = next(line for line in answer.decode().splitlines() if line.startswith("Set-Cookie"))
        assert cookie.startswith("Set-Cookie: __Host-linli-form=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


@pytest.mark.parametrize("path", BROKEN)
async def test_broken_addresses_are_refused(pages: Pages, path: str) -> None:
    answer = await answer_to(pages.server, get(path))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"Set-Cookie: x" not in answer


async def test_letters_that_are_none_do_no_harm(pages: Pages) -> None:
    for header in (
        "Cookie: linli=\xff\xfe",
        "Cookie: linli=" + "a" * 4000,
        "X-CSRF: \xff",
        "X-Forwarded-For: ,,x,\xff",
    ):
        assert (await answer_to(pages.server, get("/login", header))).startswith(b"HTTP/1.1 200 ")
    body = b"csrf=%ff%00&a=1"
    for kind in (
        "application/x-www-form-urlencoded; charset=none",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
    ):
        request = get("/logout", f"Content-Type: {kind}", f"Content-Length: {len(body)}", method="POST") + body
        assert b" 303 " in (await answer_to(pages.server, request)).split(b"\r\n")[0]
    browser = await pages.browser("xi")
    assert (await browser.send("/logout", words="a\x00b"))[0] == 400


async def test_methods_that_are_none_are_answered_in_words(pages: Pages) -> None:
    browser = await pages.browser()
    status, headers = await browser.head("/login", "DELETE")
    assert (status, headers["Allow"]) == (405, "GET,HEAD,POST")
    status, headers = await browser.head("/login", "OPTIONS")
    assert (status, headers["Allow"]) == (204, "GET,HEAD,POST")
    assert (await browser.head("/login", "HEAD"))[0] == 200
    assert (await browser.head("/nowhere", "OPTIONS"))[0] == 404


async def test_a_form_that_another_site_sends_is_refused_whatever_it_holds(pages: Pages) -> None:
    browser = await pages.browser("xi")
    url = pages.server.make_url("/logout")
    for headers in ({"Origin": "https://evil.test"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert await browser.send_with(headers, "/logout") == 403
    assert "退出" in (await browser.get("/login"))[1]
    assert await browser.send_with({"Origin": str(url.origin()), "Sec-Fetch-Site": "same-origin"}, "/logout") == 200
    assert (await pages.story.audited())[:3] == ["refused: web POST /logout"] * 3


async def test_too_much_is_refused_before_it_is_read(pages: Pages) -> None:
    head = ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 1048577"]
    assert (await answer_to(pages.server, get("/logout", *head, method="POST"))).startswith(b"HTTP/1.1 413 ")
    head = ["Content-Type: multipart/form-data; boundary=x", "Content-Length: 15728641"]
    answer = await answer_to(pages.server, get("/logout", *head, method="POST"))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert "15 MB" in answer.decode()


async def test_whoever_asks_too_much_has_to_wait_and_others_do_not(tmp_path: Path) -> None:
    moment = [0.0]
    limits = Limits(session=Rate(3, 0.5), address=Rate(8, 1), door=Rate(2, 0.1), clock=lambda: moment[0])
    async with open_pages(sample(), tmp_path, limits) as pages:
        busy, other = await pages.browser("xi"), await pages.browser("gu")
        assert [(await busy.head("/login"))[0] for _ in range(4)] == [200, 200, 200, 429]
        assert (await busy.head("/login"))[1]["Retry-After"] == "2"
        assert (await other.head("/login"))[0] == 200
        moment[0] = 2.0
        assert (await busy.head("/login"))[0] == 200
        stranger = await pages.browser()
        assert [(await stranger.send("/enter/" + "a" * 32))[0] for _ in range(3)] == [403, 403, 429]
        assert (await stranger.head("/login"))[0] == 429  # the address has asked enough
        assert (await stranger.head("/login", **{"X-Forwarded-For": "203.0.113.9"}))[0] == 200  # said by our own proxy
        said = [{"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.7"} for n in range(9)]  # the first part by anybody
        assert [(await stranger.head("/login", **one))[0] for one in said] == [200] * 8 + [429]


async def test_a_line_that_never_ends_its_request_is_cut(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_module, "IDLE_SECONDS", 0.2)
    runner = runner_of(site_of(pages.story.stage.app))
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    try:
        port = runner.addresses[0][1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /login HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()
    finally:
        await runner.cleanup()
