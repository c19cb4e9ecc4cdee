"""Lines to regions, paragraphs, tables and the section tree."""

from typing import Literal

from models.document import Warning
from models.vocabulary import SectionKind
from parser.structure.flattened import find_flattened
from parser.structure.paragraphs import Block, Layout, blocks_of, layout_of
from parser.structure.parts import Part, caption_of, elements_of, title_of
from parser.structure.refs import Numbering, Refs
from parser.structure.regions import split_parts
from parser.structure.scanned import is_scanned, mend_rows, relabelled
from parser.structure.shapes import Node, Paragraph, PartShape, Region, RegionKind, Structure, TableShape
from parser.structure.tables import Grid, read_table
from parser.structure.titles import contains, starts_with
from parser.structure.tree import Item, TreeBuilder
from parser.text.canonical import CanonicalText

_LONGEST_QUOTE = 60
_MOST_WARNINGS = 200


def analyse(text: CanonicalText) -> Structure:
    """The structure of a dispatch. Never refuses: what is doubtful is a warning."""
    elements, flat = _elements(text)
    runs = _runs(elements)
    layout = layout_of(text, [e for e in elements if e >= 0])
    blocks = [block for run in runs for block in blocks_of(text, run, layout)]
    parts = split_parts(text, elements, blocks, layout.gap)
    numbering = Numbering()
    scanned = is_scanned(text)
    roots: list[Node] = []
    tables: list[TableShape] = []
    paragraphs: list[Paragraph] = []
    shapes: list[PartShape] = []
    warnings: list[Warning] = []
    main_labels: set[str] = set()
    taken: dict[str, int] = {}
    for part in parts:
        region_of = dict(part.elements)
        part_blocks = _part_blocks(text, part, layout)
        grids = _grids(text, part, tables, flat)
        root, prefix, name = _part_root(text, part, numbering, flat, taken)
        items: list[Item] = sorted([*[b for b in part_blocks if region_of[b.first] == "body"], *grids], key=lambda item: item.start)
        if scanned:
            for grid in grids:
                warnings += mend_rows(text, grid)
            fixed, notes = relabelled(text, [i for i in items if isinstance(i, Block)])
            items = sorted([*fixed, *grids], key=lambda item: item.start)
            warnings += notes
        quoted = _quoted(text, [i for i in items if isinstance(i, Block)])
        if part.kind == "attachment" and main_labels & {i.marker.label for i in items if isinstance(i, Block) and i.marker and i.marker.rank <= 20}:
            prefix = "KT:"
        refs = Refs(text, prefix)
        builder = TreeBuilder(text, name, refs, root, numbering)
        front = _front(text, part_blocks, region_of, numbering, root, name)
        built = builder.build(items, quoted)
        back = _back(text, part_blocks, region_of, numbering, root, name)
        if root is None:
            roots += sorted([*front, *built, *back], key=lambda node: node.start)
            main_labels |= {n.label for n in built if n.label}
        else:
            root.children = sorted([*front, *root.children, *back], key=lambda node: node.start)
            roots.append(root)
            kind: Literal["appendix", "attachment"] = "appendix" if part.kind == "appendix" else "attachment"
            shapes.append(PartShape(kind, name, root.start, root.end, title_of(text, part)))
        warnings += refs.warnings
        paragraphs += _paragraphs(text, part_blocks, region_of, part)
    if len(warnings) > _MOST_WARNINGS:
        more = len(warnings) - _MOST_WARNINGS
        warnings = [*warnings[:_MOST_WARNINGS], Warning(code="more_warnings", message=f"Còn {more} cảnh báo khác về đánh số")]
    for node in roots:
        _spread(node)
    paragraphs.sort(key=lambda p: p.start)
    return Structure(text, _regions(text, parts, flat), tuple(paragraphs), tuple(tables), tuple(roots), tuple(warnings), tuple(shapes))


def _elements(text: CanonicalText) -> tuple[list[int], dict[int, Grid]]:
    """The elements, with each flattened table as one element of its own, and the grids of these."""
    elements = elements_of(text)
    grids: dict[int, Grid] = {}
    result: list[int] = []
    at = 0
    for table in find_flattened(text, elements):
        element = -1 - len(text.tables) - len(grids)
        grids[element] = table.grid
        result += [*elements[at : table.first], element]
        at = table.last + 1
    return result + elements[at:], grids


def _runs(elements: list[int]) -> list[list[int]]:
    """Lines between tables."""
    runs: list[list[int]] = [[]]
    for element in elements:
        if element < 0:
            runs.append([])
        else:
            runs[-1].append(element)
    return [run for run in runs if run]


def _span(text: CanonicalText, element: int, flat: dict[int, Grid]) -> tuple[int, int]:
    """Where an element stands in the content."""
    if element >= 0:
        return text.lines[element].start, text.lines[element].end
    place = flat.get(element) or text.tables[-1 - element]
    return place.start, place.end


def _part_blocks(text: CanonicalText, part: Part, layout: Layout) -> list[Block]:
    """The part's paragraphs, none of them across two regions; heads and feet stay line by line."""
    blocks: list[Block] = []
    run: list[int] = []
    state: RegionKind | None = None

    def close() -> None:
        if state in ("body", "preamble"):
            blocks.extend(blocks_of(text, run, layout))
        else:
            for index in run:
                line = text.lines[index]
                blocks.append(Block(index, index, line.start, line.end, None))

    for element, region in part.elements:
        if element < 0 or region != state:
            if run:
                close()
            run, state = [], region
        if element >= 0:
            run.append(element)
    if run:
        close()
    return blocks


def _grids(text: CanonicalText, part: Part, tables: list[TableShape], flat: dict[int, Grid]) -> list[Grid]:
    grids: list[Grid] = []
    previous: Grid | None = None
    above: list[str] = []
    for element, _ in part.elements:
        if element >= 0:
            above.append(text.content[text.lines[element].start : text.lines[element].end])
        else:
            grid = flat.get(element) or read_table(text, text.tables[-1 - element], previous)
            tables.append(TableShape(len(tables), grid.start, grid.end, caption_of(above), grid.columns))
            grids.append(grid)
            previous = grid
            above = []
    return grids


def _part_root(text: CanonicalText, part: Part, numbering: Numbering, flat: dict[int, Grid], taken: dict[str, int]) -> tuple[Node | None, str, str]:
    """The node of an appendix or attachment, the prefix of its refs, and the part's name; the main text has no node."""
    if part.kind == "main":
        return None, "", ""
    start, end = _span(text, part.elements[0][0], flat)[0], _span(text, part.elements[-1][0], flat)[1]
    if part.kind == "appendix":
        name = f"PL{part.number}"
        prefix = f"{name}:"
    else:
        name, prefix = "KT", ""
    taken[name] = taken.get(name, 0) + 1
    ref = name if taken[name] == 1 else f"{name}({taken[name]})"
    if part.kind == "appendix":
        prefix = f"{ref}:"
    node = numbering.node(part.kind, name, ref, start, end, (start, start), None, ref)
    return node, prefix, ref


def _front(text: CanonicalText, blocks: list[Block], region_of: dict[int, RegionKind], numbering: Numbering, root: Node | None, part: str) -> list[Node]:
    """The preamble as a node, its legal bases below it."""
    bases = [block for block in blocks if region_of[block.first] == "preamble"]
    if not bases:
        return []
    preamble = numbering.node("preamble", None, None, bases[0].start, bases[-1].end, (bases[0].start, bases[-1].end), root, part)
    for block in bases:
        kind: SectionKind = "legal_basis" if starts_with("legal", text.content[block.start : block.end].lstrip("-–—+• ")) else "paragraph"
        preamble.children.append(numbering.node(kind, None, None, block.start, block.end, (block.start, block.end), preamble, part))
    return [preamble]


def _back(text: CanonicalText, blocks: list[Block], region_of: dict[int, RegionKind], numbering: Numbering, root: Node | None, part: str) -> list[Node]:
    """Recipients and signature as nodes, one for each run of their lines."""
    nodes: list[Node] = []
    for block in blocks:
        region = region_of[block.first]
        if region not in ("recipients", "signature"):
            continue
        if nodes and nodes[-1].kind == region:
            nodes[-1].end = nodes[-1].body_end = block.end
        else:
            nodes.append(
                numbering.node(
                    "recipients" if region == "recipients" else "signature", None, None, block.start, block.end, (block.start, block.end), root, part
                )
            )
    return nodes


def _paragraphs(text: CanonicalText, blocks: list[Block], region_of: dict[int, RegionKind], part: Part) -> list[Paragraph]:
    kind: RegionKind | None = None if part.kind == "main" else part.kind
    result = []
    for block in blocks:
        source = text.lines[block.first].source
        result.append(Paragraph(block.start, block.end, kind or region_of[block.first], source.bold, source.centred))
    return result


def _quoted(text: CanonicalText, blocks: list[Block]) -> frozenset[int]:
    """Starts of the paragraphs inside a quotation that runs over several: replacement text of an amending document."""
    opened = [_open_quotes(text.content[block.start : block.end]) for block in blocks]
    quoted: set[int] = set()
    i = 0
    while i < len(blocks):
        depth = opened[i]
        amends = depth > 0 and any(contains("amends", text.content[b.start : b.end], 80) for b in blocks[max(i - 1, 0) : i + 1])
        for j in range(i + 1, min(i + 1 + _LONGEST_QUOTE, len(blocks)) if amends else 0):
            depth += opened[j]
            if depth <= 0:
                quoted.update(block.start for block in blocks[i + 1 : j + 1])
                i = j
                break
        i += 1
    return frozenset(quoted)


def _open_quotes(text: str) -> int:
    return text.count("“") + text.count("«") - text.count("”") - text.count("»")


def _regions(text: CanonicalText, parts: list[Part], flat: dict[int, Grid]) -> tuple[Region, ...]:
    """Regions that follow one another and cover the text."""
    found: list[tuple[RegionKind, int]] = []
    for part in parts:
        for element, region in part.elements:
            kind: RegionKind = region if part.kind == "main" else part.kind
            start = _span(text, element, flat)[0]
            if not found or found[-1][0] != kind or (part.kind != "main" and (element, region) == part.elements[0]):
                found.append((kind, start))
    end = len(text.content)
    if not found:
        return (Region("body", 0, end),) if end else ()
    starts = [0, *(start for _, start in found[1:]), end]
    return tuple(Region(kind, starts[i], starts[i + 1]) for i, (kind, _) in enumerate(found))


def _spread(node: Node) -> None:
    """Make a node's span cover its children and its own text."""
    for child in node.children:
        _spread(child)
    if node.label == "?" and node.children:
        node.start = node.body_start = node.body_end = node.children[0].start
    node.end = max([node.end, node.body_end, *(child.end for child in node.children)])
