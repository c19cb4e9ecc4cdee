"""GEXF 1.2, for Gephi: the same nodes and edges as GraphML."""

from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from corpus.exports.base import Exporter, Request, plain
from corpus.exports.network import EDGE_FIELDS, NODE_FIELDS, edges, nodes
from corpus.store import Store


def write(store: Store, request: Request, out: BinaryIO) -> None:
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    out.write(f'<meta lastmodifieddate="{request.at:%Y-%m-%d}"><creator>chidao</creator></meta>\n'.encode())
    out.write(b'<graph mode="static" defaultedgetype="directed">\n')
    for domain, attributes in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        declared = "".join(f'<attribute id="{name}" title="{name}" type="{kind}"/>' for name, kind in attributes.items())
        out.write(f'<attributes class="{domain}">{declared}</attributes>\n'.encode())
    out.write(b"<nodes>\n")
    for node in nodes(store, request):
        out.write(f"<node id={_quoted(node.id)} label={_quoted(node.label)}>{_values(node.fields)}</node>\n".encode())
    out.write(b"</nodes>\n<edges>\n")
    for number, edge in enumerate(edges(store, request)):
        out.write(f'<edge id="{number}" source={_quoted(edge.source)} target={_quoted(edge.target)}>{_values(edge.fields)}</edge>\n'.encode())
    out.write(b"</edges>\n</graph>\n</gexf>\n")


def _values(fields: dict[str, str | float | bool | None]) -> str:
    values = "".join(f'<attvalue for="{name}" value={_quoted(value)}/>' for name, value in fields.items() if value is not None)
    return f"<attvalues>{values}</attvalues>"


def _quoted(value: str | float | bool) -> str:
    return quoteattr(str(value).lower() if isinstance(value, bool) else plain(str(value)))


EXPORTER = Exporter("gexf", ".gexf", "application/gexf+xml", "GEXF: mạng văn bản cho Gephi", write)
