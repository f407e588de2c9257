"""HTML: what a reader of the page sees of its main content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ingestion.loaders.canonical import Block, assemble, clean, item, numeral
from assistant.ingestion.loaders.html_credits import credits_of, shown_title
from assistant.ingestion.loaders.html_furniture import is_hidden, is_left_out, names_of, pruned
from assistant.ingestion.loaders.html_tables import rows_of
from assistant.ingestion.loaders.refusal import refused
from assistant.ingestion.loaders.text import decode
from assistant.settings import Settings
from assistant.text import item_mark
from assistant.types import Loaded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})|^<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,40})", re.I
)
# What `<br>` is until its paragraph is made: one is a space, two part paragraphs.
BREAK = "\v"
# What a footnote's mark says, as in "[footnote 2]".
MARK = re.compile(r"\s*\[?\s*(?:(?:foot)?note\s+)?([\d,\s–-]+)\]?\s*", re.I)
NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?)(?:[\s_-]|$)", re.I)
LOWEST = 6
HEADINGS = {f"h{level}": level for level in range(1, LOWEST + 1)}
LIST_STYLE = re.compile(r"\blist-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman))\b", re.I)
# How items are numbered: an attribute of their list, or its style.
STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"} | {
    f"{case}-{name}": f"{case}{kind}"
    for case in ("lower", "upper")
    for name, kind in (("alpha", "Letter"), ("latin", "Letter"), ("roman", "Roman"))
}
BOX = re.compile(r"(?:^|[\s_-])(?:box|callout|case-?study|inset|panel|example|highlight|vignette)(?:[\s_-]|$)", re.I)
PARAGRAPHS = frozenset(
    "p div section article main body blockquote figure figcaption header address details summary dl dt dd fieldset"
    " hgroup center pre legend caption ul ol li table tr td th thead tbody tfoot hr".split()
) | frozenset(HEADINGS)


def load_html(path: Path, _limits: Settings) -> Loaded:
    """Read a web page; raise `UnreadableFileError` where it is not one, or has entities of its own."""
    from lxml import etree, html

    data = path.read_bytes()
    text = _decoded(data, path)
    if "\0" in text:
        raise refused(path, "is not text: it holds NUL characters; save the page again from a browser")
    if re.search(r"<!ENTITY\b", text[:100_000], re.I):
        raise refused(path, "declares entities of its own, which are not read: save the page again from a browser")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise refused(path, "holds no text: save the page again from a browser") from None
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]  # the stubs lack it
            raise MemoryError from None
        raise refused(path, f"is a garbled web page ({error.msg}): save it again from a browser") from None
    main = _main(root)
    title = shown_title(root, main)
    loaded = assemble(list(Walk(pruned(main)).blocks()))
    if not loaded.text:
        raise refused(path, "holds no text that a reader would see: save the page again once it has loaded, or as PDF")
    author, published, publisher = credits_of(root)
    return Loaded(loaded.text, loaded.headings, (), title, author, published, publisher)


def _decoded(data: bytes, path: Path) -> str:
    declared = CHARSET.search(data[:2048])
    name = (declared.group(1) or declared.group(2)).decode("ascii").lower() if declared else ""
    # What browsers do: pages that say Latin-1 are Windows-1252.
    name = "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name
    if not name or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return decode(data, path)


def _main(root: HtmlElement) -> HtmlElement:
    """Return the element that holds the main content: the one that says so, else the body."""
    for query in ("//main", "//*[@role='main']", "//article"):
        found = [element for element in root.xpath(query) if not is_hidden(element)]
        # Several articles are a list of them, not the page's one.
        if len(found) == 1 and len(found[0].text_content().strip()) > 100:
            return found[0]
    body = root.find("body")
    return root if body is None else body


class Walk:
    """A walk over an element that yields its blocks in reading order."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._runs = self._boxes = self._box = self._level = 0
        self._in_notes = False
        self._inline: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, one for each heading, paragraph, item and row."""
        yield from self._container(self._root)
        yield from self._paragraph()

    def _container(self, element: HtmlElement) -> Iterator[Block]:
        self._inline.append(element.text or "")
        for child in element:
            if not is_left_out(child):
                yield from self._child(child)
            self._inline.append(child.tail or "")

    def _child(self, child: HtmlElement) -> Iterator[Block]:
        if child.tag not in PARAGRAPHS and not _holds_blocks(child):
            self._inline.append(_inlined(child))
            return
        yield from self._paragraph()
        if child.tag in HEADINGS:
            self._level = HEADINGS[child.tag]
            yield from self._heading(child)
        elif child.tag == "summary":
            # What an accordion opens on is the heading of what it holds.
            self._level += 1
            yield from self._heading(child)
            self._level -= 1
        elif is_box(child) or _is_notes(child):
            yield from self._boxed(child)
        elif child.tag in {"ul", "ol"}:
            self._runs += 1
            yield from self._list(child, 0, self._runs)
        elif child.tag == "table" and not _is_layout(child):
            yield from self._table(child)
        elif child.tag == "dl" and not any(_holds_blocks(part) for part in child.iter("dt", "dd")):
            yield from self._terms(child)
        else:
            yield from self._container(child)
            yield from self._paragraph()

    def _heading(self, element: HtmlElement) -> Iterator[Block]:
        title = clean(_inline(element))
        if title:
            yield Block(title, level=min(self._level, LOWEST), box=self._box)

    def _boxed(self, element: HtmlElement) -> Iterator[Block]:
        around, level, in_notes = self._box, self._level, self._in_notes
        self._boxes += 1
        self._box = self._boxes
        self._in_notes = in_notes or _is_notes(element)
        yield from self._container(element)
        yield from self._paragraph()
        self._box, self._level, self._in_notes = around, level, in_notes

    def _paragraph(self) -> Iterator[Block]:
        parts = re.split(rf"{BREAK}\s*{BREAK}", _untabbed("".join(self._inline)))
        self._inline = []
        yield from (Block(text, box=self._box) for part in parts if (text := clean(part)))

    def _list(self, element: HtmlElement, depth: int, run: int) -> Iterator[Block]:
        number = _count(element.get("start"), 1)
        for child in element:
            if is_left_out(child):
                continue
            if child.tag in {"ul", "ol"}:
                yield from self._list(child, depth + 1, run)
            elif child.tag == "li":
                number = _count(child.get("value"), number)
                if self._in_notes and element.tag == "ol":
                    yield from self._note(child, number)
                else:
                    yield from self._item(child, number if element.tag == "ol" else None, depth, run)
                number += 1

    def _item(self, element: HtmlElement, number: int | None, depth: int, run: int) -> Iterator[Block]:
        nested = [child for child in element.iter("ul", "ol") if _nearest_item(child) is element]
        text = clean(_untabbed(_inline(element, leave=frozenset(nested))))
        marker = "-" if number is None else _marker(element, number, text)
        if text:
            yield Block(item(text, marker, depth), run, box=self._box)
        for child in nested:
            if not any(is_left_out(above) for above in [child, *child.iterancestors()][:10]):
                yield from self._list(child, depth + 1, run)

    def _note(self, element: HtmlElement, number: int) -> Iterator[Block]:
        """Yield a note below the text, which begins with its raised mark."""
        if text := clean(_untabbed(_inline(element))):
            yield Block(f"<sup>{number}</sup> {text}", box=self._box)

    def _table(self, element: HtmlElement) -> Iterator[Block]:
        self._runs += 1
        for caption in element.iter("caption"):
            yield from [Block(text, box=self._box)] if (text := clean(_inline(caption))) else []
        for cells in rows_of(element, lambda cell: clean(_untabbed(_inline(cell)))):
            if any(cells):
                yield Block("\t".join(cells).rstrip("\t"), self._runs, box=self._box)

    def _terms(self, element: HtmlElement) -> Iterator[Block]:
        """Yield a row for each thing that a list of terms says of one."""
        self._runs += 1
        terms: list[str] = []
        is_told = False
        for part in element.iter("dt", "dd"):
            text = "" if is_left_out(part) else clean(_untabbed(_inline(part)))
            if part.tag == "dt":
                terms, is_told = [*([] if is_told else terms), text], False
            elif text:
                yield Block(f"{', '.join(terms)}\t{text}", self._runs, box=self._box)
                is_told = True
        if terms and not is_told:
            yield Block(", ".join(terms), box=self._box)


def _inline(element: HtmlElement, leave: frozenset[HtmlElement] = frozenset()) -> str:
    """Return an element's text on one line; footnote marks, digits set high, keep their `<sup>`."""
    parts = [element.text or ""]
    for child in element:
        if child not in leave and not is_left_out(child):
            parts.append(f" {_inline(child, leave)} " if child.tag in PARAGRAPHS else _inlined(child, leave))
        parts.append(child.tail or "")
    text = "".join(parts)
    mark = MARK.fullmatch(text) if element.tag == "sup" else None
    return f"<sup>{mark[1].strip()}</sup>" if mark else text


def _inlined(child: HtmlElement, leave: frozenset[HtmlElement] = frozenset()) -> str:
    return BREAK if child.tag == "br" else _inline(child, leave)


def _count(told: str | None, otherwise: int) -> int:
    return int(told) if told and told.isdecimal() else otherwise


def _marker(item: HtmlElement, number: int, text: str) -> str:
    """Return the number or letter that a page shows before an item, nothing where it is written in its text."""
    own = item_mark(text).strip("().")
    if own and own in {numeral(number, style) for style in ("", *STYLES.values())}:
        return ""
    above = item.getparent()
    told = [each.get("type") or _styled(each) for each in (item, above) if each is not None]
    return f"{numeral(number, STYLES.get(next(filter(None, told), ''), ''))}."


def _styled(element: HtmlElement) -> str:
    found = LIST_STYLE.search(element.get("style", ""))
    return found[1].lower() if found else ""


def is_box(element: HtmlElement) -> bool:
    """Say whether an element is set apart from the text around it, under a heading of its own."""
    return element.tag in {"details", "aside"} or (
        element.tag in {"div", "section"} and bool(BOX.search(names_of(element)))
    )


def _is_notes(element: HtmlElement) -> bool:
    """Say whether an element holds the notes of a page, and no more."""
    return element.get("role") == "doc-endnotes" or (
        element.tag in {"div", "section"} and bool(NOTES.search(names_of(element)))
    )


def _untabbed(text: str) -> str:
    return text.replace("\t", " ")


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag in PARAGRAPHS for child in element.iterdescendants())


def _nearest_item(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("li"), None)


def _is_layout(table: HtmlElement) -> bool:
    """Say whether a table only places blocks: it has one column, or holds tables, headings or long lists."""
    rows = list(table.iter("tr"))
    return (
        table.get("role") == "presentation" or all(len(row) < 2 for row in rows) or table.find(".//table") is not None
    )
