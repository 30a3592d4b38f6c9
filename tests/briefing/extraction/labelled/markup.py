"""Turns the marked sources into the labelled files: annotators write marks, nobody counts offsets.

    python tests/briefing/extraction/labelled/markup.py      rewrites every .jsonl, .txt and .gold.json from its .marked source

The marks (README.md tells what deserves one):
    <t r="A|B" c="C" k=o>…</t>   task; r responsible (else that of the task before), c coordinating, k kind (o one_off, c collective, s standing,
                                 e event), i addressee given in an earlier sentence, opt optional; in texts `|` ends the action
    <d n="2023-11-15">…</d>      deadline of the task around it, or of the tasks t="1 2" counted within the passage
    <c k="Nghị quyết" n="25-NQ/TW" d="2013-06-03">…</c>   cited act; t= as above
    <f v=2285000000 u="đồng">…</f>   figure        <a t=1>…</a>   other span that is as good
    in texts: title date place conv chair concl att grp prev plan (p="post|post" o="organisation"; l label; m=2 second meeting)
"""

import hashlib
import html
import json
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
HALVES = ("dev", "held_out")
KINDS = {"o": "one_off", "c": "collective", "s": "standing", "e": "event_bound"}
TAG = re.compile(r"<(/?)([a-z]+)((?:\s+[a-z]+(?:=(?:\"[^\"]*\"|[^\s>]+))?)*)\s*>")
ATTRIBUTE = re.compile(r"([a-z]+)(?:=(?:\"([^\"]*)\"|([^\s>]+)))?")


class Mark:
    """One pair of tags: its name, attributes and the span that it encloses."""

    def __init__(self, name, attributes, start):
        self.name, self.attributes, self.start, self.end = name, attributes, start, start
        self.cuts: list[int] = []

    def get(self, key, default=None):
        return self.attributes.get(key, default)

    def split(self, key):
        return [part.strip() for part in self.get(key, "").split("|") if part.strip()]

    def holds(self, other):
        return self.start <= other.start and other.end <= self.end

    def span(self, text):
        return {"text": text[self.start : self.end], "start": self.start, "end": self.end}


def parse(marked, *, respell=lambda piece: piece, cuts=False):
    """Plain text and marks in the order in which they open; `respell` changes each piece between two tags."""
    out, marks, stack, position, length = [], [], [], 0, 0

    def put(piece):
        nonlocal length
        task = next((mark for mark in reversed(stack) if mark.name == "t"), None)
        for number, part in enumerate(piece.split("|") if cuts and task else [piece]):
            if number:
                task.cuts.append(length)
            out.append(respell(part))
            length += len(out[-1])

    for tag in TAG.finditer(marked):
        put(marked[position : tag.start()])
        position = tag.end()
        closing, name, rest = tag.groups()
        if closing:
            mark = stack.pop()
            assert mark.name == name, f"</{name}> closes <{mark.name}> near {marked[tag.start() - 60 : tag.end()]!r}"
            mark.end = length
        else:
            attributes = {key: html.unescape(quoted or bare or "") for key, quoted, bare in ATTRIBUTE.findall(rest)}
            stack.append(Mark(name, attributes, length))
            marks.append(stack[-1])
    put(marked[position:])
    assert not stack, f"<{stack[-1].name}> is never closed: {marked[:80]!r}"
    return "".join(out), marks


def value(mark):
    number = float(mark.get("v"))
    return int(number) if number.is_integer() else number


def owned(task, number, others):
    """Marks that belong to a task: those inside it and those that name its number."""
    return [
        mark for mark in others if str(number) in mark.get("t", "").split() or (not mark.get("t") and task.holds(mark))
    ]


def of(marks, name):
    return [mark for mark in marks if mark.name == name]


def deadline_of(mark, number, marks, text, *, normalised):
    found = owned(mark, number, of(marks, "d"))
    assert len(found) <= 1, f"two deadlines: {text[mark.start : mark.end]!r}"
    if not found:
        return None
    return ({"normalised": found[0].get("n")} if normalised else {}) | found[0].span(text)


def sentence(identifier, tags, context, marked):
    text, marks = parse(marked)
    tasks, responsible = [], [context["addressee"]] if "addressee" in context else []
    for number, mark in enumerate(of(marks, "t"), 1):
        given = mark.split("r")
        explicit = bool(given) or (bool(tasks) and "i" not in mark.attributes and tasks[-1]["responsible_explicit"])
        responsible = given or responsible
        tasks.append(
            mark.span(text)
            | {
                "responsible": responsible,
                "responsible_explicit": explicit and "i" not in mark.attributes,
                "coordinating": mark.split("c"),
                "deadline": deadline_of(mark, number, marks, text, normalised=False),
                "kind": KINDS[mark.get("k")],
                "documents": [cited.get("n") or cited.get("k") for cited in owned(mark, number, of(marks, "c"))],
                "optional": "opt" in mark.attributes,
                "alternative_spans": [other.span(text) for other in owned(mark, number, of(marks, "a"))],
            }
        )
    return {
        "id": identifier,
        "text": text,
        "tags": tags,
        "context": context,
        "tasks": tasks,
        "documents": [
            {"kind": cited.get("k"), "number": cited.get("n"), "date": cited.get("d")} | cited.span(text)
            for cited in of(marks, "c")
        ],
        "figures": [mark.span(text) | {"value": value(mark), "unit": mark.get("u")} for mark in of(marks, "f")],
    }


def sentences(source, letter):
    """Records of a marked file: blocks apart by an empty line, each headed by `# tags | what an earlier sentence gave`, the addressee or `*`."""
    records = []
    for number, block in enumerate(re.split(r"\n\s*\n", source.strip("\n")), 1):
        head, _, marked = block.partition("\n")
        assert head.startswith("# "), f"block {number} has no head: {head[:60]!r}"
        tags, _, given = (part.strip() for part in head[2:].partition("|"))
        context = {"assigning": True} if given == "*" else {"addressee": given} if given else {}
        records.append(sentence(f"{letter}{number:03d}", tags.split(), context, marked))
    return records


def decomposed(text):
    """The text as some pages deliver it: NFD, every fourth space a no-break one, a zero-width space in every sixth word."""
    words = text.split(" ")
    for number, word in enumerate(words):
        if number % 6 == 3 and len(word) > 2:
            words[number] = word[:2] + "\u200b" + word[2:]
    joined = "".join(word + ("\u00a0" if number % 4 == 1 else " ") for number, word in enumerate(words))[:-1]
    return unicodedata.normalize("NFD", joined)


RESPELL = {"": lambda text: text, "nfd": decomposed, "crlf": lambda text: text.replace("\n", "\r\n")}


def plain(text):
    """The words without the spelling of the page."""
    return unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\u00a0", " ")


def person(mark, text):
    name = {"name": mark.get("n") or plain(text[mark.start : mark.end])}
    return name | {"positions": mark.split("p"), "organisation": mark.get("o")} | mark.span(text)


def meeting(marks, text):
    def first(name):
        return next(iter(of(marks, name)), None)

    def labelled(name):
        mark = first(name)
        return mark and {"label": mark.get("l") or plain(text[mark.start : mark.end])} | mark.span(text)

    date = first("date")
    none = {"text": None, "start": None, "end": None}
    return {
        "title": first("title") and first("title").span(text),
        "date": {
            "iso": date.get("iso") if date else None,
            "year_inferred": bool(date and "inferred" in date.attributes),
        }
        | (date.span(text) if date else none),
        "place": first("place") and first("place").span(text),
        "convened_by": [mark.span(text) for mark in of(marks, "conv")],
        "chair": [person(mark, text) for mark in of(marks, "chair")],
        "concluded_by": [person(mark, text) for mark in of(marks, "concl")],
        "period_reviewed": labelled("prev"),
        "period_planned": labelled("plan"),
        "attendees": [person(mark, text) for mark in of(marks, "att")],
        "attending_groups": [mark.span(text) for mark in of(marks, "grp")],
    }


def cited(marks, text):
    """Cited acts, one record for each act with all its mentions, and the key of each mark."""
    acts, keys = {}, {}
    for mark in of(marks, "c"):
        identity = mark.get("key") or mark.get("n") or text[mark.start : mark.end]
        act = acts.setdefault(
            identity,
            {"key": f"D{len(acts) + 1}", "kind": mark.get("k"), "number": mark.get("n"), "date": mark.get("d")}
            | {"issuer": mark.get("by"), "about": mark.get("about"), "mentions": []},
        )
        act["mentions"].append(mark.span(text))
        keys[id(mark)] = act["key"]
    return list(acts.values()), keys


def organisations(names, text, respell):
    """Every occurrence of the listed names; where two overlap the longer one counts."""
    taken: list[tuple[int, int]] = []
    found = []
    for entry in sorted(names, key=lambda entry: -len(entry.partition("=")[0])):
        name, _, canonical = (part.strip() for part in entry.partition("="))
        separators = "[\u200b \u00a0]+"
        letters = [re.escape(letter) + "\u200b?" for letter in respell(name.replace(" ", "\t")).replace("\u200b", "")]
        pattern = "".join(separators if letter == "\\\t\u200b?" else letter for letter in letters).removesuffix(
            "\u200b?"
        )
        mentions = [
            {"start": match.start(), "end": match.end()}
            for match in re.finditer(rf"(?<!\w){pattern}(?![\w\u0300-\u036f])", text)
            if all(match.end() <= start or end <= match.start() for start, end in taken)
        ]
        assert mentions, f"organisation not in the text: {name}"
        taken += [(mention["start"], mention["end"]) for mention in mentions]
        found.append({"name": name, "canonical": canonical or name, "mentions": mentions})
    return sorted(found, key=lambda organisation: organisation["mentions"][0]["start"])


def text_tasks(marks, text, identifier, keys, planned):
    tasks, responsible, stated_by = [], [], None
    for number, mark in enumerate(of(marks, "t"), 1):
        given = mark.split("r")
        explicit = (bool(given) or (bool(tasks) and tasks[-1]["responsible_explicit"])) and "i" not in mark.attributes
        responsible, stated_by = given or responsible, mark.get("by", stated_by)
        edge = mark.cuts[0] if mark.cuts else mark.end
        action = text[mark.start : edge].rstrip(" ,\u00a0")
        tasks.append(
            {"id": f"{identifier}-t{number:02d}"}
            | mark.span(text)
            | {
                "action": {"text": action, "start": mark.start, "end": mark.start + len(action)},
                "responsible": responsible,
                "responsible_explicit": explicit,
                "coordinating": mark.split("c"),
                "deadline": deadline_of(mark, number, marks, text, normalised=True),
                "period": mark.get("p", planned.get(mark.get("m", "1"))) or None,
                "documents": list(dict.fromkeys(keys[id(act)] for act in owned(mark, number, of(marks, "c")))),
                "status": mark.get("st", "directive"),
                "stated_by": stated_by or None,
                "optional": "opt" in mark.attributes,
                "meeting": int(mark.get("m", "1")),
                "alternative_spans": [other.span(text) for other in owned(mark, number, of(marks, "a"))],
            }
            | ({"kind": KINDS[mark.get("k")]} if mark.get("k") else {})
        )
    return tasks


def gold(source, name):
    """The plain text and its gold record, in the keys of the shared samples."""
    head, _, body = source.partition("\n---\n")
    header = dict(line.split(": ", 1) for line in head.splitlines())
    respell = RESPELL[header.get("respell", "")]
    text, marks = parse(body, respell=respell, cuts=True)
    is_meeting = header.get("meeting") != "no"
    meetings = [meeting([mark for mark in marks if mark.get("m", "1") == number], text) for number in ("1", "2")]
    planned = {
        number: record["period_planned"]["label"]
        for number, record in zip(("1", "2"), meetings, strict=True)
        if record["period_planned"]
    }
    acts, keys = cited(marks, text)
    names = [entry for entry in header.get("organisations", "").split("; ") if entry]
    record = {
        "id": name,
        "file": f"{name}.txt",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "chars": len(text),
        "offset_unit": "code points of the file as it stands, line ends included; the end is exclusive",
        "meeting": meetings[0] if is_meeting else None,
        "cited_documents": acts,
        "tasks": text_tasks(marks, text, name, keys, planned),
        "organisations": organisations(names, text, respell),
        "figures": [
            {"what": mark.get("w"), "value": value(mark), "unit": mark.get("u"), "qualifier": mark.get("q")}
            | mark.span(text)
            for mark in of(marks, "f")
        ],
        "notes": header.get("notes", ""),
        "tags": header["tags"].split(),
    }
    if not is_meeting:
        record["is_meeting"] = False
    if any(mark.get("m") == "2" for mark in marks):
        record["other_meetings"] = [meetings[1]]
    return text, record


def dense(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def by_line(record):
    """JSON with a line for each key and for each item of a list, so that a changed label is one changed line."""
    lines = []
    for key, content in record.items():
        several = isinstance(content, list) and content
        lines.append(f'"{key}":' + ("[\n" + ",\n".join(map(dense, content)) + "\n]" if several else dense(content)))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def files():
    """Every generated file and its content, from the marked sources."""
    for half in HALVES:
        source = HERE / "sentences" / f"{half}.marked"
        if source.exists():
            lines = [dense(record) + "\n" for record in sentences(source.read_text(encoding="utf-8"), half[0])]
            yield source.with_suffix(".jsonl"), "".join(lines)
        for source in sorted((HERE / "texts" / half).glob("*.marked")):
            text, record = gold(source.read_text(encoding="utf-8"), source.stem)
            yield source.with_suffix(".txt"), text
            yield source.with_suffix(".gold.json"), by_line(record)


if __name__ == "__main__":
    for path, content in files():
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(content)
        print(path.relative_to(HERE), len(content))
