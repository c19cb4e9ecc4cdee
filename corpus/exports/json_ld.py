"""JSON-LD: the graph as linked data, documents and edges in the terms of ELI (European Legislation Identifier ontology, 1.5).

A relation is a plain triple in ELI's term where it has one that means the same or more, always in our own too, and an
`rdf:Statement` that says which document states it. A task is an `eli:LegalResourceSubdivision` of its document.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from corpus.exports.base import ROLES, Exporter, Request, iri, plain
from corpus.store import Store, each_graph_row, each_task

_VOCABULARY = "urn:chidao:vocabulary:"
CONTEXT: dict[str, Any] = {
    "eli": "http://data.europa.eu/eli/ontology#", "chidao": _VOCABULARY, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
ELI_TERMS = {
    "legal_basis": "eli:based_on", "implements": "eli:ensures_implementation_of", "amends": "eli:amends", "replaces": "eli:repeals",
    "repeals": "eli:repeals", "corrects": "eli:corrects", "consolidates": "eli:consolidates", "replies_to": "eli:related_to", "per": "eli:cites",
    "guides": "eli:related_to", "promulgates": "eli:related_to", "cites": "eli:cites",
}  # fmt: skip
_PARTIAL = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def write(store: Store, request: Request, out: BinaryIO) -> None:
    out.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": ['.encode())
    opening = "\n"
    for node in _nodes(store, request):
        out.write(f"{opening}{plain(json.dumps(node, ensure_ascii=False))}".encode())
        opening = ",\n"
    out.write(b"\n]}\n")


def _nodes(store: Store, request: Request) -> Iterator[dict[str, Any]]:
    for document in each_graph_row(store, "documents"):
        yield _document(document)
    for unit in each_graph_row(store, "units"):
        yield {"@id": iri("unit", unit["key"]), "@type": "foaf:Agent", "foaf:name": unit["name"], "chidao:kind": unit["kind"]}
    for task in each_task(store, request.tasks):
        yield _task(task)
    for number, relation in enumerate(each_graph_row(store, "relations")):
        source, target, name = iri("document", relation["source_key"]), iri("document", relation["target_key"]), relation["relation"]
        yield {"@id": source, f"chidao:{name}": {"@id": target}, ELI_TERMS[name]: {"@id": target}}
        yield {
            "@id": f"_:r{number}", "@type": "rdf:Statement", "rdf:subject": {"@id": source}, "rdf:predicate": {"@id": f"{_VOCABULARY}{name}"},
            "rdf:object": {"@id": target}, "dcterms:source": {"@id": iri("document", relation["stated_by"])},
        }  # fmt: skip


def _document(document: dict[str, Any]) -> dict[str, Any]:
    name = iri("document", document["key"])
    node: dict[str, Any] = {"@id": name, "@type": "eli:LegalResource", "eli:id_local": document["key"], "chidao:held": bool(document["held"])}
    if document["number"]:
        node["eli:number"] = document["number"]
    if document["type"]:
        node["eli:type_document"] = {"@id": iri("type", document["type"])}
    if document["issuer"]:
        node["eli:passed_by"] = {"@id": iri("issuer", document["issuer"]), "@type": "foaf:Agent", "foaf:name": document["issuer"]}
    if document["date"]:
        # ELI's own property takes whole days only.
        node["eli:date_document" if len(document["date"]) == 10 else "dcterms:date"] = _day(document["date"])
    if document["subject"]:
        node["eli:is_realized_by"] = {
            "@id": f"{name}:vi", "@type": "eli:LegalExpression", "eli:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
            "eli:title": {"@value": document["subject"], "@language": "vi"},
        }  # fmt: skip
    return node


def _task(task: dict[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": iri("task", task["id"]), "@type": ["eli:LegalResourceSubdivision", "chidao:Task"], "eli:is_part_of": {"@id": iri("document", task["document_key"])},
        "eli:id_local": task["id"], "eli:number": task["ref"], "chidao:kind": task["kind"], "chidao:rule": task["rule"], "chidao:confidence": task["confidence"],
        "rdfs:label": {"@value": task["title"], "@language": "vi"}, "eli:description": {"@value": task["text"], "@language": "vi"},
    }  # fmt: skip
    for role in ROLES:
        if task[role]:
            node[f"chidao:{role}"] = [{"@id": iri("unit", unit["unit_key"])} for unit in task[role]]
    cited = dict.fromkeys(c["target_key"] for c in task["basis"] if c["target_key"])
    if cited:
        node["eli:cites"] = [{"@id": iri("document", key)} for key in cited]
    if task["outcome"]:
        node["chidao:outcome"] = {"@value": task["outcome"], "@language": "vi"}
    if task["deadlines"]:
        node["chidao:deadline"] = [_deadline(deadline) for deadline in task["deadlines"]]
    return node


def _deadline(deadline: dict[str, Any]) -> dict[str, Any]:
    days = {f"chidao:{name}": _day(deadline[name]) for name in ("start", "due") if deadline[name]}
    words = {f"chidao:{name}": deadline[name] for name in ("raw", "kind", "rrule") if deadline[name]}
    return {**words, **days}


def _day(edtf: str) -> dict[str, str]:
    return {"@value": edtf, "@type": _PARTIAL.get(len(edtf), "xsd:string")}


EXPORTER = Exporter("jsonld", ".jsonld", "application/ld+json", "JSON-LD: dữ liệu liên kết, thuật ngữ ELI", write)
