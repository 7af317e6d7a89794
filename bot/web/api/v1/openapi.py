"""OpenAPI 3.1 of the lines in routes.py, from the very shapes that the answers are made with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from bot.web.api.v1.endpoint import Endpoint
from bot.web.api.v1.shapes import LARGEST_ID, Problem

REF = "#/components/schemas/{model}"
ERRORS = {
    "400": "a parameter cannot be understood",
    "401": "no API key, or an unknown one",
    "403": "the key may not",
    "404": "not there, or not for this key",
    "408": "the body did not come to its end in time",
    "409": "not as things stand: the cure says what is in the way",
    "413": "the body is too large",
    "429": "too many calls: see Retry-After",
}
ID = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
NAMED = re.compile(r"\{(\w+)\}")


def document(endpoints: Sequence[Endpoint], server: str) -> dict[str, Any]:
    """The whole document. `server` is the address of the site, "" where it has none."""
    asked = [shape for each in endpoints for shape in (each.query, each.body) if shape]
    told = [*(each.answer for each in endpoints if each.answer), Problem]
    shapes = [(shape, "validation") for shape in asked] + [(shape, "serialization") for shape in told]
    named, schemas = models_json_schema(shapes, ref_template=REF)  # type: ignore[arg-type]
    refs = {shape: name for (shape, _), name in named.items()}
    paths: dict[str, dict[str, Any]] = {}
    for each in endpoints:
        operation = _operation(each, refs, schemas["$defs"])
        paths.setdefault(each.path, {})[each.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Linli", "version": "1", "description": "Cases, events, figures and webhooks: docs/api.md"},
        **({"servers": [{"url": server}]} if server else {}),
        "paths": paths,
        "components": {
            "schemas": {name: schema for name, schema in schemas["$defs"].items() if not _is_query(name, endpoints)},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "header": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
            },
        },
        "security": [{"bearer": []}, {"header": []}],
    }


def _operation(each: Endpoint, refs: dict[Any, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"description": each.summary}
    if each.answer is not None:
        told |= {"content": {"application/json": {"schema": refs[each.answer]}}}
    answers: dict[str, Any] = {str(each.status if each.answer else 204): told}
    if each.method == "GET":
        answers["304"] = {"description": "as If-None-Match has it"}
    problem = {"application/problem+json": {"schema": refs[Problem]}}
    answers |= {code: {"description": what, "content": problem} for code, what in ERRORS.items()}
    operation: dict[str, Any] = {"operationId": each.name, "summary": each.summary, "responses": answers}
    parameters = [_in_path(name) for name in NAMED.findall(each.path)]
    if each.query is not None:
        parameters += _in_query(schemas[each.query.__name__])
    if parameters:
        operation["parameters"] = parameters
    if each.body is not None:
        content = {"application/json": {"schema": refs[each.body]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": ID}


def _in_query(schema: dict[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", ())
    found = []
    for name, kind in schema["properties"].items():
        plain = {key: value for key, value in kind.items() if key not in ("title", "description", "default")}
        choices = plain.pop("anyOf", None)  # null has no spelling in an address: it is left out instead
        if choices is not None:
            plain = next(choice for choice in choices if choice.get("type") != "null")
        parameter = {"name": name, "in": "query", "required": name in required, "schema": plain}
        found.append(parameter | ({"description": kind["description"]} if "description" in kind else {}))
    return found


def _is_query(name: str, endpoints: Sequence[Endpoint]) -> bool:
    return any(each.query is not None and each.query.__name__ == name for each in endpoints)
