"""Another system keeps a copy of the cases, and reads the figures."""

from __future__ import annotations

from tests.api.conftest import World


async def test_cases_come_page_by_page_the_newest_first(world: World) -> None:
    key = await world.key()
    for _ in range(3):
        await world.report(key)
    first = (await world.get("/api/v1/cases?limit=2", key)).json
    assert [case["id"] for case in first["cases"]] == [3, 2]
    rest = (await world.get(f"/api/v1/cases?limit=2&cursor={first['next']}", key)).json
    assert ([case["id"] for case in rest["cases"]], rest["next"]) == ([1], None)


async def test_cases_are_filtered_by_place_state_kind_and_change(world: World) -> None:
    key = await world.key()
    await world.report(key)
    await world.report(key, service_code="noise", description="施工太吵", **{"attribute[grid]": "qinrun"})
    await world.story.pass_time(minutes=2)
    await world.story.whisper("xi", "1号办结")

    async def found(**query: str) -> list[int]:
        return [case["id"] for case in (await world.get("/api/v1/cases", key, params=query)).json["cases"]]

    assert await found(node="qinrun") == [2]
    assert await found(state="closed") == [1]
    assert await found(open="true") == [2]
    assert await found(category="noise") == [2]
    assert await found(updated_since="2026-02-03T09:02:00+08:00") == [1]
    assert await found(opened_since="2026-02-04T00:00:00Z") == []


async def test_words_are_shown_to_few_on_request_and_every_look_is_written_down(world: World) -> None:
    plain, trusted = await world.key(), await world.key(words=True)
    await world.report(plain, address_string="3幢502室", last_name="张秀英", lat="31.98", long="120.89")
    case = (await world.get("/api/v1/cases/1", plain)).json
    assert (case["place"], case["words"], case["latitude"]) == ("3幢", None, None)
    assert (await world.get("/api/v1/cases/1?words=true", plain)).status == 403
    shown = (await world.get("/api/v1/cases/1?words=true", trusted)).json
    assert (shown["place"], shown["words"][0]["text"]) == ("3幢502室", "3幢门口的路灯不亮")
    assert (shown["latitude"], shown["longitude"]) == ("31.98", "120.89")
    assert "张秀英" not in str(shown)
    assert [line for line in await world.story.audited() if "api" in line] == ["looked: api cases"]


async def test_private_cases_are_not_even_there_for_a_usual_key(world: World) -> None:
    await world.story.say("王阿姨", "3幢502的老人摔倒了，起不来，快来人")
    await world.report(await world.key())
    usual, private = await world.key(), await world.key(private=True)
    private_id = next(case.id for case in await world.story.cases() if case.private)
    assert (await world.get(f"/api/v1/cases/{private_id}", usual)).status == 404
    assert (await world.get(f"/api/v1/cases/{private_id}/events", usual)).status == 404
    told = (await world.get(f"/api/v1/cases/{private_id}", private)).json
    assert (told["private"], told["place"], "502" in str(told)) == (True, "", False)
    received = [(await world.get("/api/v1/figures", key)).json["tally"]["received"] for key in (usual, private)]
    assert received == [1, 2]


async def test_the_timeline_tells_what_happened_and_never_who(world: World) -> None:
    key = await world.key(words=True)
    await world.report(key)
    await world.story.whisper("xi", "1号已联系养护公司，下午来修")
    events = (await world.get("/api/v1/cases/1/events", key)).json["events"]
    assert [(event["move"], event["actor"]) for event in events] == [("register", "resident"), ("start", "cadre")]
    assert all(event["reason"] is None for event in events)
    assert "养护公司" in str((await world.get("/api/v1/cases/1/events?words=true", key)).json)


async def test_figures_reconcile_with_the_cases(world: World) -> None:
    key = await world.key()
    await world.report(key)
    await world.report(key, service_code="noise", description="施工太吵")
    await world.story.pass_time(minutes=2)
    await world.story.whisper("xi", "1号办结")
    told = (await world.get("/api/v1/figures?node=qinshi&since=2026-02-01&until=2026-02-07", key)).json
    assert told["tally"] == {"received": 2, "closed": 1, "open": 1, "cannot": 0, "transferred_out": 0}
    assert {part["name"] for part in told["by_category"]} == {"路灯照明", "噪声扰民"}


async def test_a_copy_that_is_fresh_costs_no_body(world: World) -> None:
    key = await world.key()
    await world.report(key)
    first = await world.get("/api/v1/cases", key)
    again = await world.get("/api/v1/cases", key, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.text) == (304, "")
    await world.report(key)
    assert (await world.get("/api/v1/cases", key, headers={"If-None-Match": first.headers["ETag"]})).status == 200


async def test_errors_name_the_place_and_the_cure(world: World) -> None:
    key = await world.key()
    wrong = (await world.get("/api/v1/cases?limit=0", key)).json
    assert (wrong["status"], wrong["where"]) == (400, "limit")
    assert (await world.get("/api/v1/cases?node=nowhere", key)).json["where"] == "node"
    assert (await world.get("/api/v1/cases?nod=qinshi", key)).json["where"] == "nod"
    unknown = await world.get("/api/v1/cases")
    assert (unknown.status, unknown.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "Authorization" in unknown.json["cure"]
    nowhere = await world.get("/api/v1/nothing", key)
    assert (nowhere.status, nowhere.headers["Content-Type"].split(";")[0]) == (404, "application/problem+json")


async def test_people_can_read_what_there_is(world: World) -> None:
    page = await world.get("/api/v1/")
    assert page.status == 200
    assert "/api/v1/cases/{id}/events" in page.text
    assert "<script" not in page.text
