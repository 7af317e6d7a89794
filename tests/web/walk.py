"""Goes to every route as every role, and says where a page does not keep the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from aiohttp import ClientSession, DummyCookieJar
from sqlalchemy import func, select

from bot.web.route import Access, Route
from bot.web.sessions import COOKIE, csrf_of, sign_in
from handlers.actions.note_look import LOOKED
from models.settings import Role, StaffSettings
from models.tables import audit
from tests.web.markup import wrong_in
from tests.web.village import HELD, PEOPLE, PLACE, PRIVATE, WORDS, Village

PARAMETER = re.compile(r"\{([a-z_]+)(?::((?:[^{}]|\{[^{}]*\})*))?\}")
GUESSED = "0" * 32
# What else routes have in their address, one value that means nobody's words.
PLAIN = {
    "kind": "xlsx",
    "token": "a" * 32,
    "door": "wecom",
    "version": "x",
    "name": "linli.css",
    "format": "json",
    "code": "sewage",
}


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    text: str
    location: str


@dataclass
class Walk:
    """One way through the site; `wrong` holds what was found."""

    village: Village
    routes: tuple[Route, ...]
    session: ClientSession
    wrong: list[str] = field(default_factory=list)
    asked: int = 0
    pages: int = 0
    shown: set[str] = field(default_factory=set)  # the marks of the cases whose words somebody read

    async def go(self) -> None:
        people = [None, *(self.village.settings.staff_by_id[name] for name in PEOPLE)]
        for route in self.routes:
            for path, mark in paths_of(route, self.village):
                for person in people:
                    await self._visit(route, path, mark, person)

    async def _visit(self, route: Route, path: str, mark: str | None, person: StaffSettings | None) -> None:
        token = await sign_in(self.village.story.stage.app, person) if person is not None else ""
        where = f"{route.method} {path} as {person.id if person else 'nobody'}"
        if route.method != "GET" and route.access is not Access.TOKEN:
            for given in ("", GUESSED):
                answer = await self._ask(route.method, path, token, given)
                expected = (403,) if person is not None or route.access is Access.EVERYBODY else (303,)
                self._expect(where, f"with the form token {given!r}", answer, expected)
        before = await self._looks(person)
        answer = await self._ask(route.method, path, token, csrf_of(token))
        self._check_page(where, answer)
        self._check_rights(route, mark, person, where, answer)
        if self._check_words(route, person, where, answer) and await self._looks(person) == before:
            self.wrong.append(f"{where}: shows words, and no line tells of the look")

    async def _looks(self, person: StaffSettings | None) -> int:
        """How many looks of a person are written down."""
        mine = select(func.count()).where(audit.c.what == LOOKED, audit.c.who == (person.id if person else ""))
        database = self.village.story.stage.app.database
        return await database.read(lambda connection: connection.scalar(mine)) or 0

    async def _ask(self, method: str, path: str, token: str, form: str) -> Answer:
        self.asked += 1
        cookies = {COOKIE: token} if token else None
        data = None if method == "GET" else {"csrf": form}
        url = self.village.server.make_url(path)
        async with self.session.request(method, url, data=data, headers=_cookie(cookies), allow_redirects=False) as got:
            raw = await got.read()
            text = raw.decode("utf-8", "replace")
            return Answer(got.status, got.content_type, text, got.headers.get("Location", ""))

    def _check_rights(
        self, route: Route, mark: str | None, person: StaffSettings | None, where: str, answer: Answer
    ) -> None:
        if answer.status >= 500:
            self.wrong.append(f"{where}: {answer.status}")
        elif route.access is Access.TOKEN:
            pass  # whose key opens what is told in tests/web/api; here nobody has one
        elif route.access is Access.EVERYBODY:
            self._expect(where, "", answer, (200, 303, 400, 403, 404, 410, 422, 429))
        elif person is None:
            if answer.status != 303 or not answer.location.startswith("/login?next="):
                self.wrong.append(f"{where}: a stranger is not asked to sign in but gets {answer.status}")
        elif route.access is Access.LEADERS and person.role is not Role.LEADER:
            self._expect(where, "who leads nothing", answer, (403,))
        elif mark is not None and not self.village.may_see(person, mark):
            self._expect(where, f"who may not see case {mark}", answer, (404,))
        elif answer.status in (403, 404):
            self.wrong.append(f"{where}: {answer.status}, though it is allowed")

    def _check_words(self, route: Route, person: StaffSettings | None, where: str, answer: Answer) -> bool:
        """Whether anybody's words are shown at all."""
        shown = {mark for mark in (*self.village.cases, HELD) if WORDS.format(mark) in answer.text}
        self.shown |= shown
        for mark in (*self.village.cases, HELD):
            may = self.village.may_see(person, mark) and route.access not in (Access.EVERYBODY, Access.TOKEN)
            if mark in shown and not may:
                self.wrong.append(f"{where}: shows the words of {mark}")
            known = may or (route.access is Access.TOKEN and mark != PRIVATE)
            if PLACE.format(mark) in answer.text and not known:
                self.wrong.append(f"{where}: shows the place of {mark}")
        return bool(shown)

    def _check_page(self, where: str, answer: Answer) -> None:
        if answer.kind == "text/html" and answer.text:
            self.pages += 1
            self.wrong += [f"{where}: {what}" for what in wrong_in(answer.text)]

    def _expect(self, where: str, whose: str, answer: Answer, expected: tuple[int, ...]) -> None:
        if answer.status not in expected:
            self.wrong.append(f"{where} {whose}: {answer.status} instead of {' or '.join(map(str, expected))}")


def paths_of(route: Route, village: Village) -> Iterator[tuple[str, str | None]]:
    """The route's addresses, each with the mark of the case that it is about, if any."""
    names = [name for name, _ in PARAMETER.findall(route.path)]
    fill = {name: PLAIN[name] for name in names if name in PLAIN}
    about = [name for name in names if name not in PLAIN]
    if not about:
        yield filled(route.path, fill), None
        return
    for mark, case in village.cases.items():
        of_case = {"id": str(case.id), "photo": village.photos[mark]}
        missing = set(about) - set(of_case)
        assert not missing, f"{route.path}: tell tests/web/walk.py what {missing} stands for"
        yield filled(route.path, fill | of_case), mark


def filled(path: str, values: dict[str, str]) -> str:
    return PARAMETER.sub(lambda found: values[found[1]], path)


def _cookie(cookies: dict[str, str] | None) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}


async def walk(village: Village, routes: tuple[Route, ...]) -> Walk:
    """Everything that was found on the way."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as session:
        way = Walk(village, routes, session)
        await way.go()
    return way
