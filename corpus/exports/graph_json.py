"""The whole graph as JSON in node-link form, for networkx, d3 and cytoscape: the same nodes and edges as GraphML."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from corpus.exports.base import Exporter, Request
from corpus.exports.network import edges, nodes
from corpus.store import Store


def write(store: Store, request: Request, out: BinaryIO) -> None:
    out.write(b'{"directed": true, "multigraph": true, "graph": {"generator": "chidao"},\n"nodes": [')
    _items(out, ({"id": node.id, "label": node.label} | _said(node.fields) for node in nodes(store, request)))
    out.write(b'],\n"edges": [')
    _items(out, ({"source": edge.source, "target": edge.target, "key": number} | _said(edge.fields) for number, edge in enumerate(edges(store, request))))
    out.write(b"]}\n")


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _items(out: BinaryIO, items: Iterable[dict[str, Any]]) -> None:
    opening = "\n"
    for item in items:
        out.write(f"{opening}{json.dumps(item, ensure_ascii=False)}".encode())
        opening = ",\n"


EXPORTER = Exporter("graph", ".graph.json", "application/json", "JSON: toàn bộ đồ thị, nút và cạnh", write)
