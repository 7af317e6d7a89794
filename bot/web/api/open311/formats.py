"""One answer in XML or in JSON. XML is made by the standard library, which escapes whatever people wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # it only writes here; what comes in is never XML

from aiohttp import web

ONE_OF = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "service_requests": "request",
    "services": "service",
    "values": "value",
}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(form: str, root: str, content: Any, *, status: int = 200) -> web.Response:
    """`root` names the outermost element of XML; JSON has none."""
    if form == "xml":
        return web.Response(body=xml(root, content), status=status, content_type="text/xml", charset="utf-8")
    text = json.dumps(content, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json", charset="utf-8")


def xml(root: str, content: Any) -> bytes:
    """UTF-8 with its declaration."""
    element = Element(root)
    _fill(element, content)
    written: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return written


def _fill(element: Element, content: Any) -> None:
    """A mapping becomes elements by its names, a list elements by the name of its one."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            _fill(SubElement(element, name), value)
    elif isinstance(content, list):
        for value in content:
            _fill(SubElement(element, ONE_OF[element.tag]), value)
    elif content is not None:
        text = str(content).lower() if isinstance(content, bool) else str(content)
        element.text = NOT_IN_XML.sub("", text)
