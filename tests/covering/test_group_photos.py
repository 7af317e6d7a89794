"""A cadre's photo of finished work on its way to the group: covered, or kept back where nobody can tell."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.covering.redactor import Nobody, Redactor
from tests.digest.test_posting import digests
from tests.stories.conftest import Story, photo, story  # noqa: F401 - the fixture

COVERED = photo("red")


class Red:
    """Covers everything."""

    def cover(self, photo: bytes) -> bytes | None:
        return COVERED


class Unsure:
    """Cannot tell what is in a photo."""

    def cover(self, photo: bytes) -> bytes | None:
        return None


async def closed_with_photo(told: Story, redactor: Redactor | None) -> list[bytes]:
    """The photos that the group saw."""
    told.stage.app.redactor = lambda: redactor
    await told.say("张阿姨", "8号楼前面的路灯不亮了")
    await told.say("张阿姨", photo=photo("blue"))
    await told.whisper("xi", "1号修好了")
    await told.whisper("xi", photo=photo("green"))
    await told.until(3, 18, 1)
    return [
        one.outgoing.photo for one in told.stage.channel.sent if one.outgoing.is_group and "修好了" in one.outgoing.text
    ]


async def test_it_goes_out_covered(story: Story) -> None:  # noqa: F811
    assert await closed_with_photo(story, Red()) == [COVERED]


async def test_where_nobody_can_tell_the_words_go_alone(story: Story) -> None:  # noqa: F811
    assert await closed_with_photo(story, Unsure()) == [b""]


async def test_without_the_packages_it_goes_as_it_is_but_into_no_digest(story: Story) -> None:  # noqa: F811
    [seen] = await closed_with_photo(story, None)
    assert seen
    assert seen != COVERED
    await story.until(8, 18, 1)
    assert shown_in(story) == (False, False)


@pytest.mark.parametrize(("redactor", "seen"), [(Nobody(), True), (Unsure(), False)])
async def test_the_digest_shows_before_and_after_where_they_are_covered(
    story: Story,  # noqa: F811
    redactor: Redactor,
    seen: bool,
) -> None:
    await closed_with_photo(story, redactor)
    await story.until(8, 18, 1)
    assert shown_in(story) == (seen, seen)


def shown_in(told: Story) -> tuple[bool, bool]:
    """Whether the digest shows the blue photo of before, and the green one of after."""
    [(_, picture)] = digests(told)
    counted = Image.open(BytesIO(picture)).convert("RGB").getcolors(1 << 24) or []
    large = [colour for count, colour in counted if count > 2_000 and isinstance(colour, tuple)]
    blue = any(blue > 230 and red < 20 and green < 20 for red, green, blue in large)
    return blue, any(blue < 20 and red < 20 and green > 100 for red, green, blue in large)
