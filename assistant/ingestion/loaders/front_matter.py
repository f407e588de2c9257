"""The fields at the head of a Markdown file, between two rows of dashes: as much of YAML as people write there.

What they write often is no YAML, which PyYAML refuses whole: "title: Boats: a review".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(?P<value>\S.*)|[ \t]*)$")
# A name within a list of authors: "- name: Ada Vale".
_NAME = re.compile(r"\s*(?:-\s+)?name:\s+(?P<value>\S.*)$")
_ENTRY = re.compile(r"\s*-\s+(?P<value>\S.*)$")
_INNER = re.compile(r"\s*(?:-\s+)?[A-Za-z][\w-]*:(?:\s|$)")
_PART = re.compile(r"\s*(\"(?:\\.|[^\"])*\"|'(?:''|[^'])*'|[^,\[\]\s][^,\[\]]*)")
_COMMENT = re.compile(r"(?:^|\s+)#.*$")
# What a file has to tell for its first lines to be taken for fields.
_KNOWN = frozenset(
    "title subtitle author authors date published publisher organisation organization description layout tags lang"
    " updated version keywords categories abstract slug".split()
)


def front_matter(text: str) -> tuple[Mapping[str, tuple[str, ...]], int]:
    """Return what each field of the front matter tells, by its name in small letters, and where the text begins."""
    front = _FRONT.match(text)
    fields = {name: tuple(values) for name, values in _read(front["fields"])} if front else {}
    if front is None or not _KNOWN & fields.keys():
        return {}, 0
    return fields, front.end() + len(text[front.end() :]) - len(text[front.end() :].lstrip("\n"))


def _read(lines: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each field with its values: what stands behind it, in brackets or below it."""
    name, values = "", [""]
    for line in lines.splitlines():
        field = _FIELD.match(line)
        if field:
            if name:
                yield name, [value for value in values if value]
            name, values = field["name"].lower(), list(_values(field["value"] or ""))
        elif line.strip() and not line.startswith("#"):
            values += _below(line, values)
    if name:
        yield name, [value for value in values if value]


def _below(line: str, values: list[str]) -> list[str]:
    """Return what a line below a field adds to its values: an entry, a name, or more of the text before it."""
    entry = _NAME.match(line) or (None if _INNER.match(line) else _ENTRY.match(line))
    if entry:
        return [_plain(entry["value"])]
    if values and not _INNER.match(line):
        values[-1] = f"{values[-1]} {_plain(line.strip())}".strip()
    return []


def _values(value: str) -> Iterator[str]:
    if value.startswith("[") and value.rstrip().endswith("]"):
        inner = value.strip()[1:-1]
        yield from (_plain(part) for part in _PART.findall(inner))
    else:
        yield "" if re.fullmatch(r"[|>][+-]?\s*", value) else _plain(value)


def _plain(value: str) -> str:
    """Return a value without its quotation marks, or its comment."""
    value = value.strip()
    if quoted := re.match(r"\"((?:\\.|[^\"\\])*)\"", value):
        return re.sub(r"\\(.)", r"\1", quoted[1])
    if quoted := re.match(r"'((?:''|[^'])*)'", value):
        return quoted[1].replace("''", "'")
    return _COMMENT.sub("", value)
