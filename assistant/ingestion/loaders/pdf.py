"""PDF: text with its headings and pages, read from where the characters stand and how they are set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ingestion.loaders.canonical import Block, assemble, clean, item, told
from assistant.ingestion.loaders.pdf_boxes import Ground, boxes_of, read_grounds
from assistant.ingestion.loaders.pdf_fragments import PageText, read_page
from assistant.ingestion.loaders.pdf_furniture import body_size, strip_furniture
from assistant.ingestion.loaders.pdf_headings import Bookmark, mark_headings
from assistant.ingestion.loaders.pdf_lines import lines_of
from assistant.ingestion.loaders.pdf_notes import parted, with_notes
from assistant.ingestion.loaders.pdf_paragraphs import Paragraph, is_rest_of_item, paragraphs_of
from assistant.ingestion.loaders.refusal import refused
from assistant.settings import Settings
from assistant.types import Loaded

if TYPE_CHECKING:
    import pypdfium2 as pdfium

NOT_DECODED = 0.3
# A page with nothing on it, not even a rule: some stand between chapters, many mean that their content was lost.
BARE = 0.2


def load_pdf(path: Path, limits: Settings) -> Loaded:
    """Read a PDF; raise `UnreadableFileError` where it is locked, damaged, too long or holds no text."""
    document = _open(path, limits)
    pages, grounds = _read_pages(path, document, limits)
    kept, printed = strip_furniture(pages)
    text, notes = parted([lines_of(page.fragments, number) for number, page in enumerate(kept)], body_size(kept))
    found = paragraphs_of([*text, *notes])
    are_notes = {id(line) for lines in notes for line in lines}
    paragraphs = [paragraph for paragraph in found if id(paragraph.first) not in are_notes]
    mark_headings(paragraphs, _outline(document), boxes_of(paragraphs, grounds))
    paragraphs = with_notes(paragraphs, [paragraph for paragraph in found if id(paragraph.first) in are_notes])
    boxes = boxes_of(paragraphs, grounds)
    loaded = assemble(list(_blocks(paragraphs, boxes)), _labels(document, printed))
    get = document.get_metadata_value
    return replace(loaded, title=told(get("Title")), author=told(get("Author")))


def _open(path: Path, limits: Settings) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    data = path.read_bytes()
    if b"%%EOF" not in data[-4096:]:
        raise refused(path, "is a PDF cut short (its end is missing): save or download it again")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise refused(path, "is encrypted, and opens only with a password: save it without one") from None
        raise refused(path, "is a garbled PDF: save or download it again") from None
    if not len(document):
        raise refused(path, "is a PDF without pages: save or download it again")
    if len(document) > limits.max_pages:
        raise refused(
            path,
            f"has {len(document)} pages, and files of up to {limits.max_pages} are read: split it, or raise"
            " ICS_MAX_PAGES",
        )
    return document


def _read_pages(
    path: Path, document: pdfium.PdfDocument, limits: Settings
) -> tuple[list[PageText], list[tuple[Ground, ...]]]:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    pages: list[PageText] = []
    grounds: list[tuple[Ground, ...]] = []
    characters = undecoded = bare = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            raise refused(path, f"is a garbled PDF: its page {number + 1} cannot be opened; save it again") from None
        pages.append(read_page(page))
        grounds.append(read_grounds(page))
        bare += not raw.FPDFPage_CountObjects(page.raw)
        page.close()
        text = "".join(fragment.text for fragment in pages[-1].fragments)
        characters += len(text)
        undecoded += sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
        if characters > limits.max_characters:
            raise refused(
                path, f"holds more than {limits.max_characters} characters: split it, or raise ICS_MAX_CHARACTERS"
            )
    if bare > max(1, BARE * len(document)) and characters:
        raise refused(path, f"shows nothing on {bare} of its {len(document)} pages (it may be damaged): save it again")
    many = f"its {len(document)} pages" if len(document) > 1 else "its one page"
    if not characters:
        raise refused(path, f"holds no text on {many} (it may be scanned): run it through text recognition first")
    if undecoded > NOT_DECODED * characters:
        raise refused(path, f"does not say which letters {many} show: run it through text recognition first")
    return pages, grounds


def _blocks(paragraphs: Sequence[Paragraph], boxes: Sequence[int]) -> Iterator[Block]:
    run = 0
    before = ""
    drawn = _with_drawn_bullets(paragraphs)
    for place, (paragraph, box) in enumerate(zip(paragraphs, boxes, strict=True)):
        kind = "item" if place in drawn else _kind(paragraph)
        run += kind != before
        text = paragraph.text
        if kind == "item":
            text = item(text, paragraph.marker or "-", paragraph.depth)
        elif place and is_rest_of_item(paragraphs[place - 1], paragraph):
            text = item(text, "", paragraphs[place - 1].depth + 1)
        elif paragraph.marker:
            text = f"{paragraph.marker} {text}"
        yield Block(text, run if kind else 0, paragraph.level, paragraph.first.page, box)
        before = kind


def _with_drawn_bullets(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the places of items whose bullets are drawn and no text: set in below a colon, beginning in lower case."""
    found: set[int] = set()
    for place, lead in enumerate(paragraphs):
        if not lead.text.endswith(":") or lead.level or lead.first.is_row:
            continue
        run = []
        for number in range(place + 1, len(paragraphs)):
            other = paragraphs[number]
            is_set_in = abs(other.first.left - lead.first.left) > 0.8 * other.first.size
            if _kind(other) or other.level or not other.text[:1].islower() or not is_set_in:
                break
            run.append(number)
        found |= set(run) if len(run) > 1 else set()
    return found


def _kind(paragraph: Paragraph) -> str:
    if paragraph.level:
        return ""
    return "row" if paragraph.first.is_row else "item" if paragraph.marker else ""


def _outline(document: pdfium.PdfDocument) -> list[Bookmark]:
    entries: list[Bookmark] = []
    for entry in document.get_toc():
        place = entry.get_dest()
        entries.append(Bookmark(clean(entry.get_title()), entry.level + 1, place.get_index() if place else None))
    return entries


def _labels(document: pdfium.PdfDocument, printed: Sequence[str | None]) -> list[str | None]:
    """Return the pages' labels: the file's own, else the numbers printed on the pages, else the ordinals."""
    own = [clean(document.get_page_label(number)) for number in range(len(document))]
    if any(own):
        return [label or None for label in own]
    return list(printed) or [str(number + 1) for number in range(len(document))]
