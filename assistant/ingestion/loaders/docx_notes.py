"""A Word file's footnotes and endnotes: the mark of each, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.ingestion.loaders.docx_styles import attribute, name_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

Element = Any
REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


class Notes:
    """The notes of a Word file, numbered in the order in which the text refers to them."""

    def __init__(self, document: WordDocument) -> None:
        self._notes = {
            (kind, attribute(note, "id")): note
            for kind in REFERENCES.values()
            for note in _read(document, kind)
            if attribute(note, "type") in {"", "normal"}
        }
        self._numbers: dict[tuple[str, str], int] = {}
        self._told = 0

    def mark(self, reference: Element) -> str:
        """Return the raised mark of the note that an element refers to, empty where there is no such note."""
        key = (REFERENCES[name_of(reference)], attribute(reference, "id"))
        if key not in self._notes:
            return ""
        return f"<sup>{self._numbers.setdefault(key, len(self._numbers) + 1)}</sup>"

    def untold(self) -> Iterator[tuple[int, list[Element]]]:
        """Yield the number and the paragraphs of each note that was referred to since this was asked last."""
        for key, number in [*self._numbers.items()][self._told :]:
            self._told = number
            yield number, [child for child in self._notes[key] if name_of(child) == "p"]


def _read(document: WordDocument, kind: str) -> list[Element]:
    from lxml import etree

    part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith(f"/{kind}")), None)
    if part is None:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return list(etree.fromstring(part.blob, parser))
