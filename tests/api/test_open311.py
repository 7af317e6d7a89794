"""Another system reports by Open311, and reads what is public."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.api.open311.formats import NOT_IN_XML, xml
from tests.api.conftest import World, world_of
from tests.privacy.everything import places_of

LAMP = "3幢门口的路灯不亮"


async def test_a_report_becomes_a_case_that_its_cadre_hears_of(world: World) -> None:
    answer = await world.report(await world.key())
    assert answer.status == 201
    case = await world.story.case()
    assert answer.json[0]["service_request_id"] == str(case.id)
    assert (case.source, case.category, case.grid, case.place) == ("api", "street_light", "qinshi", "3幢门口")
    await world.story.pass_time(minutes=2)
    assert LAMP in world.story.told("xi")[-1]
    assert world.story.group() == []
    assert "reported: street_light in qinshi" in await world.story.audited()


async def test_danger_prompts_at_once_whatever_it_was_sent_as(world: World) -> None:
    words = "楼道里煤气味很浓，有人晕倒了，快来人"
    answer = await world.report(await world.key(), service_code="other", description=words)
    assert "120" in answer.json[0]["service_notice"]
    assert (await world.story.case()).urgency == "emergency"
    await world.story.pass_time(seconds=5)
    assert "【紧急】" in world.story.told("xi")[-1]


async def test_the_same_report_sent_again_makes_no_second_case(world: World) -> None:
    key = await world.key()
    first, again = [await world.report(key, idempotency="A-1") for _ in range(2)]
    assert first.json == again.json
    assert len(await world.story.cases()) == 1
    other = await world.report(key, idempotency="A-1", description="另一件事，路灯在闪")
    assert other.status == 400
    assert "Idempotency-Key" in other.json[0]["description"]
    assert len(await world.story.cases()) == 1


async def test_phone_numbers_are_masked_before_anything_is_stored(world: World) -> None:
    await world.report(await world.key(), description="路灯不亮，打13812345678", phone="13912345678", last_name="王")
    found = await world.story.stage.app.database.read(lambda c: places_of(c, "13812345678", "13912345678"))
    assert found == set()


async def test_private_categories_are_neither_offered_nor_taken_nor_shown(world: World) -> None:
    key = await world.key(private=True)
    codes = {each["service_code"] for each in (await world.get("/open311/v2/services.json")).json}
    assert "street_light" in codes
    assert not codes & {"family_dispute", "elderly_care", "medical_emergency", "welfare"}
    assert (await world.report(key, service_code="family_dispute")).status == 400
    await world.report(key, service_code="noise", description="隔壁夫妻打架，男的动手打老婆，家暴")
    assert (await world.story.case()).private
    assert (await world.get("/open311/v2/requests.json", key)).json == []
    assert (await world.get("/open311/v2/requests/1.json", key)).status == 404


async def test_what_is_shown_holds_no_room_no_name_and_no_words(world: World) -> None:
    key = await world.key()
    words = "我是张秀英，家里502的水管爆了"
    await world.report(
        key, service_code="water_power_gas", description=words, address_string="3幢502室", last_name="张秀英"
    )
    for form in ("json", "xml"):
        text = (await world.get(f"/open311/v2/requests.{form}", key)).text
        assert "3幢" in text
        assert not any(secret in text for secret in ("502", "张秀英", "水管爆了"))


async def test_without_a_key_nothing_is_shown_unless_the_house_is_public(world: World, tmp_path: Path) -> None:
    await world.report(await world.key())
    assert (await world.get("/open311/v2/requests.json")).status == 403
    assert (await world.report("")).status == 403
    assert (await world.report("linli_guessed")).status == 403
    (tmp_path / "public").mkdir()
    async with world_of(tmp_path / "public", public=True) as public:
        await public.report(await public.key())
        await public.story.say("王阿姨", "5幢门口垃圾堆成山了没人清")
        shown = (await public.get("/open311/v2/requests.json")).json
        assert [each["service_code"] for each in shown] == ["street_light"]  # the group has not heard of the other yet
        await public.story.whisper("xi", "2号收到")
        assert len((await public.get("/open311/v2/requests.json")).json) == 2


async def test_a_key_reaches_its_own_part_of_the_tree_and_reads_only_if_so_made(world: World) -> None:
    qinrun, reader = await world.key(node="qinrun"), await world.key("read")
    assert (await world.report(qinrun)).status == 400  # qinshi is no grid of it
    assert (await world.report(qinrun, jurisdiction_id="qinshi")).status == 403
    assert (await world.report(qinrun, jurisdiction_id="nowhere")).status == 404
    assert (await world.report(reader)).status == 403
    await world.report(await world.key())
    assert len((await world.get("/open311/v2/requests.json", reader)).json) == 1
    assert (await world.get("/open311/v2/requests.json", qinrun)).json == []


async def test_the_grid_is_found_by_the_address(world: World) -> None:
    key = await world.key()
    fields = {"attribute[grid]": "", "address_string": "勤润花苑大门口"}
    assert (await world.report(key, **fields)).status == 201
    assert (await world.story.case()).grid == "qinrun"
    unclear = await world.report(key, **{**fields, "address_string": "某某路9号"})
    assert (unclear.status, "attribute[grid]" in unclear.text) == (400, True)


async def test_requests_are_found_by_number_service_time_and_status(world: World) -> None:
    key = await world.key()
    await world.report(key)
    await world.report(key, service_code="noise", description="楼下半夜施工太吵")
    await world.story.pass_time(minutes=2)
    await world.story.whisper("xi", "1号办结")

    async def found(query: str) -> list[str]:
        return [
            each["service_request_id"] for each in (await world.get(f"/open311/v2/requests.json?{query}", key)).json
        ]

    assert await found("") == ["2", "1"]
    assert await found("service_request_id=1,7,x") == ["1"]
    assert await found("service_code=noise,waste") == ["2"]
    assert await found("status=closed") == ["1"]
    assert await found("status=open") == ["2"]
    assert await found("page_size=1&page=2") == ["1"]
    assert await found("start_date=2026-02-04") == []
    assert await found("end_date=2026-02-04T00:00:00Z") == ["2", "1"]
    assert await found("jurisdiction_id=qinrun") == []
    one = (await world.get("/open311/v2/requests/1.json", key)).json[0]
    assert (one["status"], one["status_notes"], one["expected_datetime"]) == ("closed", "已办结", None)
    assert one["requested_datetime"] == "2026-02-03T01:00:00Z"


@pytest.mark.parametrize(
    "query", ["status=x", "page=0", "start_date=yesterday", "start_date=0001-01-01", "page=" + "9" * 30]
)
async def test_what_cannot_be_understood_is_told_with_its_place(world: World, query: str) -> None:
    answer = await world.get(f"/open311/v2/requests.xml?{query}", await world.key())
    assert answer.status == 400
    error = fromstring(answer.text)[0]
    assert (error.findtext("code"), query.split("=", maxsplit=1)[0] in (error.findtext("description") or "")) == (
        "400",
        True,
    )


async def test_who_calls_too_often_is_asked_to_wait(tmp_path: Path) -> None:
    async with world_of(tmp_path, reports_per_minute=2, calls_per_minute=5) as world:
        key = await world.key()
        assert [(await world.report(key)).status for _ in range(3)] == [201, 201, 429]
        answers = [await world.get("/open311/v2/services.json", key) for _ in range(3)]
        assert [answer.status for answer in answers] == [200, 200, 429]
        assert int(answers[-1].headers["Retry-After"]) > 0


@given(st.text(), st.text())
def test_xml_holds_every_text_as_text(name: str, words: str) -> None:
    row = {"service_name": name, "description": words}
    request = fromstring(xml("service_requests", [row]))[0]
    assert [each.tag for each in request] == ["service_name", "description"]
    for tag, text in row.items():
        kept = NOT_IN_XML.sub("", text)
        assert (request.findtext(tag) or "") == kept.replace("\r\n", "\n").replace("\r", "\n")
