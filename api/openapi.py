"""The OpenAPI description: FastAPI's own, with problems in their media type and an example of every answer."""

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

MEDIA_TYPE = "application/problem+json"
_DEPTH = 12
Json = dict[str, Any]


def operation_id(route: APIRoute) -> str:
    """The function's name: what generated clients call it."""
    return route.name


def described(app: FastAPI) -> Json:
    """The description, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas: Json = made["components"]["schemas"]
        problem = {"description": "Lỗi (RFC 9457)", "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        for path in made["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = problem
                for status, response in operation["responses"].items():
                    content = response.get("content", {}).get("application/json")
                    if status.startswith("2") and content is not None:
                        content["example"] = example(content["schema"], schemas)
        for name, schema in schemas.items():
            if name.startswith("Body_"):
                _as_binary(schema)
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        problem["content"][MEDIA_TYPE]["example"] = example({"$ref": "#/components/schemas/Problem"}, schemas)  # type: ignore[index]
        app.openapi_schema = made
    return app.openapi_schema


def _as_binary(schema: Json) -> None:
    """A file is no text: `format: binary` says so to every generator."""
    for field in schema.get("properties", {}).values():
        for part in (field, field.get("items", {})):
            if part.pop("contentMediaType", None):
                part["format"] = "binary"


def example(schema: Json, schemas: Json, depth: int = 0) -> Any:
    """A value of a schema: from the examples of its fields, else the plainest there is."""
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth + 1)
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    if "anyOf" in schema:
        return None if depth > _DEPTH and {"type": "null"} in schema["anyOf"] else example(schema["anyOf"][0], schemas, depth + 1)
    kind = schema.get("type")
    if kind == "object":
        required = schema.get("required", [])
        shown = {n: s for n, s in schema.get("properties", {}).items() if n in required or (depth <= _DEPTH and "default" not in s)}
        return {name: example(field, schemas, depth + 1) for name, field in shown.items()}
    if kind == "array":
        if "prefixItems" in schema:
            return [example(item, schemas, depth + 1) for item in schema["prefixItems"]]
        return [] if depth > _DEPTH else [example(schema["items"], schemas, depth + 1)]
    return {"string": "…", "integer": schema.get("minimum", 0), "number": schema.get("minimum", 0), "boolean": True}.get(kind or "")


def methods_at(app: FastAPI, address: str) -> str:
    """The methods of the path that fits an address best: for `Allow`, where the framework names those of one route only."""
    fitting = [path for path in described(app)["paths"] if re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(path)), address)]
    best = max(fitting, key=lambda path: len(re.sub(r"\{\w+\}", "", path)), default=None)
    return ", ".join(sorted(method.upper() for method in described(app)["paths"][best])) if best else ""
