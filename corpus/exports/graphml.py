"""GraphML: documents, tasks and units as nodes; relations, "has_task" and the roles as edges."""

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from corpus.exports.base import Exporter, Request, plain
from corpus.store import Store, each_graph_row, each_task

_ATTRIBUTES = {
    "node": {
        "kind": "string", "label": "string", "type": "string", "number": "string", "date": "string", "issuer": "string", "subject": "string",
        "held": "boolean", "ref": "string", "text": "string", "due": "string", "confidence": "double",
    },
    "edge": {"relation": "string", "stated_by": "string"},
}  # fmt: skip
_ROLES = ("lead", "coordinating", "reports_to", "supervised_by")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write(store: Store, request: Request, out: BinaryIO) -> None:
    out.write(_HEAD.encode())
    for domain, attributes in _ATTRIBUTES.items():
        for name, kind in attributes.items():
            out.write(f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'.encode())
    out.write(b'<graph id="chidao" edgedefault="directed">\n')
    for line in _elements(store, request):
        out.write(line.encode())
    out.write(b"</graph>\n</graphml>\n")


def _elements(store: Store, request: Request) -> Iterator[str]:
    for d in each_graph_row(store, "documents"):
        fields = {k: d[k] for k in ("type", "number", "date", "issuer", "subject")} | {"held": "true" if d["held"] else "false"}
        yield _node(d["key"], kind="document", label=d["number"] or d["key"], **fields)
    for u in each_graph_row(store, "units"):
        yield _node(_unit(u["key"]), kind="unit", label=u["name"], type=u["kind"])
    for t in each_task(store, request.tasks):
        yield _node(t["id"], kind="task", label=t["title"], type=t["kind"], ref=t["ref"], text=t["text"], due=t["last_due"], confidence=t["confidence"])
        yield _edge(t["document_key"], t["id"], "has_task", t["document_key"])
        for role in _ROLES:
            for key in dict.fromkeys(u["unit_key"] for u in t[role]):
                yield _edge(t["id"], _unit(key), role, t["document_key"])
        for key in dict.fromkeys(c["target_key"] for c in t["basis"] if c["target_key"]):
            yield _edge(t["id"], key, "cites", t["document_key"])
    for r in each_graph_row(store, "relations"):
        yield _edge(r["source_key"], r["target_key"], r["relation"], r["stated_by"])


def _unit(key: str) -> str:
    return f"unit:{key}"


def _node(name: str, **fields: Any) -> str:
    return f"<node id={quoteattr(plain(name))}>{_data('node', fields)}</node>\n"


def _edge(source: str, target: str, relation: str, stated_by: str) -> str:
    data = _data("edge", {"relation": relation, "stated_by": stated_by})
    return f"<edge source={quoteattr(plain(source))} target={quoteattr(plain(target))}>{data}</edge>\n"


def _data(domain: str, fields: dict[str, Any]) -> str:
    return "".join(f'<data key="{domain}.{name}">{escape(plain(str(value)))}</data>' for name, value in fields.items() if value is not None)


EXPORTER = Exporter("graphml", ".graphml", "application/graphml+xml", "GraphML: mạng văn bản, nhiệm vụ, đơn vị", write)
