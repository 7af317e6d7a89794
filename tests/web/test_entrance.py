"""Who gets in, and who is sent away."""

from tests.web.conftest import Pages


async def test_a_stranger_is_asked_to_sign_in(pages: Pages) -> None:
    browser = await pages.browser()
    status, text = await browser.get("/")
    assert status == 200
    assert "登录" in text


async def test_whoever_signs_out_is_a_stranger_again(pages: Pages) -> None:
    browser = await pages.browser("xi")
    assert (await browser.send("/logout"))[0] == 200
    assert await pages.story.audited() == ["web: web POST /logout", "signed_out: here"]
    assert "退出" not in (await browser.get("/login"))[1]


async def test_a_form_of_another_site_is_refused(pages: Pages) -> None:
    browser = await pages.browser("xi")
    assert (await browser.send("/logout", csrf="guessed"))[0] == 403
    assert "退出" in (await browser.get("/login"))[1]


async def test_a_page_that_is_not_there_says_so_without_a_trace(pages: Pages) -> None:
    status, text = await (await pages.browser()).get("/nowhere/<script>")
    assert status == 404
    assert "没有这一页" in text
    assert "<script>" not in text
