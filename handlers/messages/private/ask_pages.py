"""Somebody of the staff asks for the pages and gets a link that lets this one person in, once."""

from __future__ import annotations

from datetime import timedelta

from handlers.actions.audit import audit
from handlers.actions.make_link import MOST_LINKS, make_link, too_many_links
from handlers.actions.say import answer_sender, hand_over
from handlers.reading.cadre.pages import asks_for_pages
from handlers.scene import Scene, Who
from handlers.wording import pages as words
from models.case import Message

KIND = "pages"


def hear_pages(scene: Scene, message: Message, who: Who) -> str | None:
    """The link goes to the very account that asked, whatever else the person is bound to."""
    if not asks_for_pages(message.text):
        return None
    web = scene.settings.web
    if not web.enabled or not web.address:
        answer_sender(scene, words.no_address(), KIND)
        return "pages: no address"
    if too_many_links(scene.connection, who.staff_id, scene.now):
        answer_sender(scene, words.enough_links(MOST_LINKS), KIND)
        audit(scene, "refused", who.staff_id, "too many links to the pages")
        return "pages: too many links"
    token = make_link(scene.connection, who.staff_id, scene.now, web.link_minutes)
    text = words.way_in(f"{web.address}/enter/{token}", web.link_minutes)
    hand_over(scene, text, token, KIND, scene.now + timedelta(minutes=web.link_minutes))
    audit(scene, "link", who.staff_id, f"to the pages, by {message.channel}")
    return "pages: link"
