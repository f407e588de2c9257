"""What a Word file's styles and numbering say of a paragraph: its heading level, its list marker, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.ingestion.loaders.canonical import numeral

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

Element = Any
OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """Return an element's name without its namespace, empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find(element: Element, path: str) -> Element | None:
    """Return the first element below at `path`, names without namespaces separated by slashes."""
    for name in path.split("/"):
        element = next((child for child in element if name_of(child) == name), None)
        if element is None:
            return None
    return element


def value_of(element: Element, path: str, default: str = "on") -> str:
    """Return the `val` of the element at `path`, `default` where it has none, empty where there is no such element."""
    found = find(element, path)
    return "" if found is None else attribute(found, "val", default)


def attribute(element: Element, name: str, default: str = "") -> str:
    """Return an attribute by its name without a namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


class Styles:
    """The styles of a Word file."""

    def __init__(self, root: Element) -> None:
        self._styles = {attribute(style, "styleId"): style for style in root if name_of(style) == "style"}

    def of(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style, as Word spells it in every language, in lower case."""
        style = self._styles.get(value_of(paragraph, "pPr/pStyle"))
        return "" if style is None else value_of(style, "name").lower()

    def chain(self, identifier: str) -> Iterator[Element]:
        """Yield a style and those that it is based on."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            yield self._styles[identifier]
            identifier = value_of(self._styles[identifier], "basedOn")

    def holders(self, paragraph: Element) -> list[Element]:
        """Return what may hold a paragraph's properties: itself, then its styles."""
        return [paragraph, *self.chain(value_of(paragraph, "pPr/pStyle"))]

    def heading_level(self, paragraph: Element) -> int:
        """Return 1 for the highest headings and the title, 0 for what is no heading."""
        for holder in self.holders(paragraph):
            name = value_of(holder, "name").lower() if holder is not paragraph else ""
            if outline := value_of(holder, "pPr/outlineLvl"):
                return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
            if named := re.fullmatch(r"heading ([1-9])", name):
                return int(named.group(1))
            if name == "title":
                return 1
        return 0

    def is_hidden(self, run: Element) -> bool:
        """Say whether a run is hidden text, by itself or by its style."""
        for holder in [run, *self.chain(value_of(run, "rPr/rStyle"))]:
            if says := value_of(holder, "rPr/vanish"):
                return says not in OFF
        return False

    def is_bold(self, run: Element, paragraph: Element) -> bool:
        """Say whether a run is bold, by itself, by its style or by its paragraph's."""
        for holder in [run, *self.chain(value_of(run, "rPr/rStyle")), *self.chain(value_of(paragraph, "pPr/pStyle"))]:
            if says := value_of(holder, "rPr/b"):
                return says not in OFF
        return False

    def size(self, paragraph: Element) -> int:
        """Return the size of a paragraph's first words in half points, 0 where nothing says it."""
        run = next((child for child in paragraph if name_of(child) == "r" and find(child, "t") is not None), None)
        for holder in [*([] if run is None else [run]), *self.chain(value_of(paragraph, "pPr/pStyle"))]:
            if (says := value_of(holder, "rPr/sz")).isdigit():
                return int(says)
        return 0

    def is_shaded(self, paragraph: Element) -> bool:
        """Say whether a paragraph stands on a ground of another colour than the page's."""
        for holder in self.holders(paragraph):
            shading = find(holder, "pPr/shd")
            if shading is not None:
                return attribute(shading, "fill", "auto").lower() not in {"auto", "ffffff"}
        return False


class Numbering:
    """The lists of a Word file, with the number that each has come to."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._lists: dict[str, str] = {}
        part = next((p.target_part for p in document.part.rels.values() if p.reltype.endswith("/numbering")), None)
        if part is not None:
            self._read(part.element)

    def _read(self, root: Element) -> None:
        for abstract in (child for child in root if name_of(child) == "abstractNum"):
            for level in (child for child in abstract if name_of(child) == "lvl"):
                self._add(attribute(abstract, "abstractNumId"), level)
        for number in (child for child in root if name_of(child) == "num"):
            self._lists[attribute(number, "numId")] = value_of(number, "abstractNumId")
            if find(number, "lvlOverride/startOverride") is not None:
                # A list that starts anew counts for itself.
                self._restart(attribute(number, "numId"), value_of(number, "abstractNumId"))

    def _add(self, abstract: str, level: Element) -> None:
        start = value_of(level, "start")
        says = (value_of(level, "numFmt"), value_of(level, "lvlText"), int(start) if start.isdigit() else 1)
        self._levels[abstract, int(attribute(level, "ilvl", "0"))] = says

    def _restart(self, number: str, abstract: str) -> None:
        own = f"{abstract} for {number}"
        self._levels |= {(own, depth): says for (of, depth), says in self._levels.items() if of == abstract}
        self._lists[number] = own

    def marker(self, paragraph: Element, styles: Styles) -> tuple[str, int]:
        """Return a paragraph's marker ("-", "2.", "" for none) and its depth, and count it."""
        number, depth = self._place(paragraph, styles)
        named = re.fullmatch(r"list (?:bullet|number)(?: ([2-9]))?", styles.of(paragraph))
        abstract = self._lists.get(number, "")
        if (abstract, depth) not in self._levels:
            is_bullet = named is not None and "bullet" in styles.of(paragraph) and number != "0"
            return ("-" if is_bullet else ""), 0
        shown = int(named.group(1)) - 1 if named and named.group(1) and not depth else depth
        style, pattern, _ = self._levels[abstract, depth]
        if style in {"bullet", "none"}:
            return ("-" if style == "bullet" else ""), shown
        return self._count(abstract, depth, pattern), shown

    def _place(self, paragraph: Element, styles: Styles) -> tuple[str, int]:
        number = depth = ""
        for holder in styles.holders(paragraph):
            number = number or value_of(holder, "pPr/numPr/numId")
            depth = depth or value_of(holder, "pPr/numPr/ilvl")
        return number, int(depth) if depth.isdigit() else 0

    def _count(self, abstract: str, depth: int, pattern: str) -> str:
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, self._start(abstract, depth) - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]

        def number_at(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            style = self._levels.get((abstract, level), ("decimal", "", 1))[0]
            return numeral(counts.get(level, self._start(abstract, level)), style)

        return re.sub(r"%([1-9])", number_at, pattern)

    def _start(self, abstract: str, depth: int) -> int:
        return self._levels.get((abstract, depth), ("", "", 1))[2]
