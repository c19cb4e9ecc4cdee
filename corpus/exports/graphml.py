"""GraphML: documents, tasks and units as nodes; relations, "has_task" and the roles as edges."""

from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from corpus.exports.base import Exporter, Request, plain
from corpus.exports.network import EDGE_FIELDS, NODE_FIELDS, edges, nodes
from corpus.store import Store

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write(store: Store, request: Request, out: BinaryIO) -> None:
    out.write(_HEAD.encode())
    for domain, attributes in (("node", {"label": "string", **NODE_FIELDS}), ("edge", EDGE_FIELDS)):
        for name, kind in attributes.items():
            out.write(f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'.encode())
    out.write(b'<graph id="chidao" edgedefault="directed">\n')
    for node in nodes(store, request):
        data = _data("node", {"label": node.label, **node.fields})
        out.write(f"<node id={quoteattr(plain(node.id))}>{data}</node>\n".encode())
    for edge in edges(store, request):
        ends = f"source={quoteattr(plain(edge.source))} target={quoteattr(plain(edge.target))}"
        out.write(f"<edge {ends}>{_data('edge', edge.fields)}</edge>\n".encode())
    out.write(b"</graph>\n</graphml>\n")


def _data(domain: str, fields: dict[str, str | float | bool | None]) -> str:
    return "".join(f'<data key="{domain}.{name}">{escape(_value(value))}</data>' for name, value in fields.items() if value is not None)


def _value(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else plain(str(value))


EXPORTER = Exporter("graphml", ".graphml", "application/graphml+xml", "GraphML: mạng văn bản, nhiệm vụ, đơn vị", write)
