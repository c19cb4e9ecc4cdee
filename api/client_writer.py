"""Writes the typed Python client from the OpenAPI description: one file on httpx, a method for each operation.

`make client` writes clients/python/chidao_client.py; a test checks that it is what the description gives.
"""

import keyword
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_HEAD = '''"""A typed client of chidao's HTTP API. Generated from docs/openapi.json by `make client`; don't edit.

    with Chidao("http://127.0.0.1:8000", key="chd_…") as chidao:
        job = chidao.upload(("cong-van.pdf", data))
        for task in chidao.each(chidao.tasks, unit="Sở Y tế"):
            print(task["title"])
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import IO, Any, Literal, NotRequired, TypedDict
from urllib.parse import quote

import httpx

Upload = tuple[str, bytes | IO[bytes]]
"""A file's name and its bytes."""


class ChidaoProblem(Exception):
    """What the service refused (RFC 9457): `code` is stable, `vi` and `en` say why."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code')}: {problem.get('en')}")
        self.status, self.problem = status, problem
        self.code: str = problem.get("code", "")
        self.vi: str = problem.get("vi", "")
        self.en: str = problem.get("en", "")

'''
_CLASS = '''

class Chidao:
    """One service. `key` is an API key, not needed on the machine itself while none was made."""

    def __init__(self, url: str, key: str | None = None, *, timeout: float = 60.0) -> None:
        self._http = httpx.Client(base_url=url, timeout=timeout, headers={"Authorization": f"Bearer {key}"} if key else {})

    def __enter__(self) -> Chidao:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._http.close()

    def each(self, operation: Callable[..., Any], **asked: Any) -> Iterator[Any]:
        """Every item of a list, page after page."""
        cursor: str | None = None
        while True:
            page = operation(**asked, cursor=cursor)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def _ask(
        self, method: str, path: str, query: dict[str, Any] | None = None, headers: dict[str, Any] | None = None, body: Any = None,
        files: Sequence[Upload] | None = None,
    ) -> httpx.Response:  # fmt: skip
        answer = self._http.request(method, path, **_parts(query, headers, body, files))
        if answer.status_code >= 400:
            raise ChidaoProblem(answer.status_code, _problem(answer))
        return answer

    def _events(self, path: str) -> Iterator[Any]:
        with self._http.stream("GET", path) as answer:
            if answer.status_code >= 400:
                answer.read()
                raise ChidaoProblem(answer.status_code, _problem(answer))
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line[6:])
'''
_TAIL = '''

def _parts(query: dict[str, Any] | None, headers: dict[str, Any] | None, body: Any, files: Sequence[Upload] | None) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "params": {k: v for k, v in (query or {}).items() if v is not None}, "headers": {k: v for k, v in (headers or {}).items() if v is not None},
    }  # fmt: skip
    if body is not None:
        parts["json"] = body
    if files is not None:
        parts["files"] = [("file", file) for file in files]
    return parts


def _problem(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _in_path(value: object) -> str:
    return quote(str(value), safe="/")
'''


def client(spec: Json) -> str:
    """The client's source."""
    schemas = spec["components"]["schemas"]
    parts = [_HEAD]
    parts += [_record(_name(name), schema) for name, schema in sorted(schemas.items()) if schema.get("type") == "object" and not name.startswith("Body_")]
    parts.append(_CLASS)
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            parts += ["\n", "\n".join(_method(method, path, operation, schemas)), "\n"]
    parts.append(_TAIL)
    return "".join(parts)


def _name(name: str) -> str:
    return re.sub(r"\W|_", "", name)


def _type(schema: Json) -> str:
    if "$ref" in schema:
        return _name(schema["$ref"].rpartition("/")[2])
    if "enum" in schema or "const" in schema:
        return f"Literal[{', '.join(_literal(v) for v in schema.get('enum', [schema.get('const')]))}]"
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(s) for s in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list[{_type(schema['items'])}]" if "items" in schema else "list[Any]"
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"dict[str, {_type(values) if isinstance(values, dict) else 'Any'}]"
    return {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}.get(schema.get("type", ""), "Any")


def _literal(value: Any) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)


def _record(name: str, schema: Json) -> str:
    required = schema.get("required", [])
    fields = []
    for field, kind in schema.get("properties", {}).items():
        shown = _type(kind)
        fields.append((field, shown if field in required else f"NotRequired[{shown}]"))
    if any(keyword.iskeyword(field) for field, _ in fields):
        body = ", ".join(f'"{field}": "{shown}"' for field, shown in fields)
        return f'\n\n{name} = TypedDict("{name}", {{{body}}})\n'
    lines = [f"\n\nclass {name}(TypedDict):", f'    """{_words(schema.get("description", name))}"""', ""]
    return "\n".join([*lines, *(f"    {field}: {shown}" for field, shown in fields)]) + "\n"


def _words(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace('"""', "'''").split()).replace('"', "'")


def _method(method: str, path: str, operation: Json, schemas: Json) -> Iterator[str]:
    parameters = operation.get("parameters", [])
    inside = [p for p in parameters if p["in"] == "path"]
    query = [p for p in parameters if p["in"] == "query"]
    headers = [p for p in parameters if p["in"] == "header"]
    content = operation.get("requestBody", {}).get("content", {})
    arguments = ["self"]
    arguments += [f"{_argument(p['name'])}: {_type(p['schema'])}" for p in inside]
    sends = ""
    if "application/json" in content:
        arguments.append(f"body: {_type(content['application/json']['schema'])}")
        sends = ", body=body"
    elif "multipart/form-data" in content:
        form = schemas[content["multipart/form-data"]["schema"]["$ref"].rpartition("/")[2]]
        many = form["properties"]["file"].get("type") == "array"
        arguments.append("files: Sequence[Upload]" if many else "file: Upload")
        sends = ", files=files" if many else ", files=[file]"
    optional = [*query, *headers]
    if optional:
        arguments.append("*")
        arguments += [f"{_argument(p['name'])}: {_type(p['schema'])}" for p in optional if p.get("required")]
        arguments += [f"{_argument(p['name'])}: {_optional(_type(p['schema']))} = None" for p in optional if not p.get("required")]
    address = re.sub(r"\{(\w+)\}", lambda m: "{_in_path(" + _argument(m[1]) + ")}", path)
    quoted = f'f"{address}"' if inside else f'"{path}"'
    result, ending = _result(operation)
    yield f"    def {operation['operationId']}({', '.join(arguments)}) -> {result}:"
    yield f'        """{_words(operation["description"])}"""'
    if ending == "events":
        yield f"        return self._events({quoted})"
        return
    asked = f', {{{", ".join(_pair(p) for p in query)}}}' if query else ", None" if headers else ""
    asked += f', {{{", ".join(_pair(p) for p in headers)}}}' if headers else ""
    call = f'self._ask("{method.upper()}", {quoted}{asked}{sends})'
    if ending is None:
        yield f"        {call}"
    else:
        yield f"        found: {result} = {call}{ending}"
        yield "        return found"


def _pair(parameter: Json) -> str:
    return f'"{parameter["name"]}": {_argument(parameter["name"])}'


def _optional(shown: str) -> str:
    return shown if shown.endswith("None") else f"{shown} | None"


def _argument(name: str) -> str:
    plain = name.lower().replace("-", "_")
    return f"{plain}_" if keyword.iskeyword(plain) else plain


def _result(operation: Json) -> tuple[str, str | None]:
    """The type of what comes back, and what is done to the answer for it."""
    content: Json = next((r.get("content", {}) for s, r in operation["responses"].items() if s.startswith("2")), {})
    if "text/event-stream" in content:
        return "Iterator[Any]", "events"
    if "application/json" in content:
        return _type(content["application/json"]["schema"]), ".json()"
    if not content:
        return "None", None
    return ("str", ".text") if all(media.startswith("text/") for media in content) else ("bytes", ".content")
