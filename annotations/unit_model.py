"""Does a statistical model find units (bodies that act) better than the rules? The recipe, and the comparison on documents held out of it.

`python -m annotations.unit_model TRAIN_REFERENCES TRAIN_OUTPUTS TEST_REFERENCES`, TRAIN_OUTPUTS a folder of what `chidao parse` gives.
A small spaCy NER (blank `xx`, hashed word features, one tok2vec of width 96) learns, from at most 2,500 paragraphs, from silver labels, which are the rules' own
mentions in every paragraph of TRAIN_OUTPUTS, corrected where TRAIN_REFERENCES annotate the document: there the units with a role
take the place of what overlaps them. Measured is, in the texts of the test references' tasks, which of the units with a role are
found with the right borders (name as the contract compares it); mentions without a role count against all alike, so precision is a
lower bound that is fair to each. CPU only, seeded; nothing is kept.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from annotations.agreement.matching import Count
from annotations.agreement.values import likeness
from parser.recognisers.unit import find_units
from parser.text.fold import fold_space

SEED, EPOCHS, BATCH, DROPOUT, MOST = 20260101, 5, 32, 0.2, 2500
_ROLES = ("lead", "coordinating", "reports_to", "supervised_by")
_PARAGRAPH = re.compile(r"[^\n]{20,1200}(?:\n(?=[^\W\d_A-ZĐ])[^\n]{1,1200}){0,12}")

Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]


def rules(text: str) -> Spans:
    """What the recogniser finds."""
    return [(unit.start, unit.end) for unit in find_units(text)]


def gold(text: str, task: dict[str, Any]) -> list[str]:
    """The names of the task's units that stand in its own text, folded."""
    names = {fold_space(unit["name"]) for role in _ROLES for unit in task.get(role) or () if unit.get("inherited_from") is None}
    return sorted(name for name in names if name.lower() in text.lower())


def _corrected(text: str, silver: Spans, names: Sequence[str]) -> Spans:
    """The silver spans with those that overlap an annotated unit replaced by it."""
    exact = [(m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text, re.IGNORECASE)]
    kept = sorted(exact, key=lambda s: (s[0], -s[1]))
    spans: Spans = []
    for start, end in kept + [s for s in silver if not any(s[0] < b and a < s[1] for a, b in kept)]:
        if not any(start < b and a < end for a, b in spans):
            spans.append((start, end))
    return sorted(spans)


def examples(outputs: Path, references: Path) -> Iterator[tuple[str, Spans]]:
    """Every paragraph of the outputs with its labels."""
    for path in sorted(outputs.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))["text"]["content"]
        reference = references / path.name
        tasks = json.loads(reference.read_text(encoding="utf-8"))["tasks"] if reference.is_file() else []
        for match in _PARAGRAPH.finditer(content):
            text = fold_space(match[0])
            names = sorted({name for task in tasks if _shares(text, fold_space(task["text"])) for name in gold(text, task)})
            yield text, _corrected(text, rules(text), names)


def _shares(paragraph: str, task: str) -> bool:
    return task[:60] in paragraph or paragraph[:60] in task


def train(data: Sequence[tuple[str, Spans]]) -> Finder:
    """The model's finder of units."""
    import spacy
    from spacy.training import Example

    random.seed(SEED)
    spacy.util.fix_random_seed(SEED)  # type: ignore[attr-defined]
    nlp = spacy.blank("xx")
    ner = nlp.add_pipe("ner")
    ner.add_label("UNIT")  # type: ignore[attr-defined]
    made = []
    for text, spans in data:
        doc = nlp.make_doc(text)
        entities = [(s.start_char, s.end_char, "UNIT") for start, end in spans if (s := doc.char_span(start, end, alignment_mode="expand"))]
        made.append(Example.from_dict(doc, {"entities": entities}))
    optimizer = nlp.initialize(lambda: made[:200])
    for epoch in range(EPOCHS):
        print(f"epoch {epoch + 1} of {EPOCHS}", file=sys.stderr, flush=True)
        random.shuffle(made)
        for at in range(0, len(made), BATCH):
            nlp.update(made[at : at + BATCH], sgd=optimizer, drop=DROPOUT)
    return lambda text: [(entity.start_char, entity.end_char) for entity in nlp(text).ents]


def measure(find: Finder, references: Path) -> Count:
    """Units with a role among those found in the tasks' texts."""
    count = Count()
    for path in sorted(references.glob("*.json")):
        for task in json.loads(path.read_text(encoding="utf-8"))["tasks"]:
            if task.get("optional"):
                continue
            text = fold_space(task["text"])
            wanted, found = gold(text, task), sorted({fold_space(text[a:b]) for a, b in find(text)})
            for name in found:
                best = max(wanted, key=lambda w: likeness(w, name), default=None)
                if best is not None and likeness(best, name) >= 0.85:
                    wanted.remove(best)
                    count.tp += 1
                else:
                    count.fp += 1
            count.fn += len(wanted)
    return count


def main(train_references: Path, train_outputs: Path, test_references: Path) -> None:
    """Print the comparison."""
    data = list(examples(train_outputs, train_references))
    random.seed(SEED)
    data = random.sample(data, min(MOST, len(data)))
    model = train(data)

    def both(text: str) -> Spans:
        ruled = rules(text)
        return ruled + [s for s in model(text) if not any(s[0] < b and a < s[1] for a, b in ruled)]

    def checked(text: str) -> Spans:
        learnt = model(text)
        return [r for r in rules(text) if any(r[0] < b and a < r[1] for a, b in learnt)]

    print(f"trained on {len(data)} paragraphs, {sum(len(s) for _, s in data)} mentions")
    for name, find in (("rules", rules), ("model", model), ("rules, then model where they are silent", both), ("rules that the model confirms", checked)):
        count = measure(find, test_references)
        print(f"{name:42} P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1 or 0:.3f}  (n={count.total})")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
