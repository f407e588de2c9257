"""The characters of a PDF page -> words, with their place, size and weight."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2 as pdfium

BOLD_NAME = re.compile(r"bold|black|heavy|demi|(?:^|[-,])(?:Bd|Hv|Blk)", re.I)
# PDFium's own sign for a hyphen at the end of a line.
HYPHEN = 0x2
LINE_ENDS = frozenset({0, 10, 13})


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: its size in points as shown, its weight, its angle in quarter turns."""

    size: float
    is_bold: bool
    turns: int
    is_level: bool


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space, drawn at once; y grows downwards. `piece` is the same for what was drawn with it."""

    text: str
    left: float
    right: float
    base: float
    style: Style
    piece: int
    follows_space: bool


def read_words(page: pdfium.PdfPage) -> Iterator[Word]:
    """Yield a page's words in the order in which the file draws them."""
    reader = _Reader(page)
    letters: list[str] = []
    first = piece = 0
    space = False
    for place, code, address in reader.characters():
        text = "" if code in LINE_ENDS else "-" if code == HYPHEN else chr(code).strip()
        if letters and (not text or address != piece):
            yield reader.word("".join(letters), first, place, piece, space)
            letters, space = [], False
        if not text:
            space = space or code not in LINE_ENDS
        elif letters:
            letters.append(text)
        elif address:
            letters, first, piece = [text], place, address
    if letters:
        yield reader.word("".join(letters), first, reader.count, piece, space)


class _Reader:
    """PDFium's functions for one page's text; each call costs, so boxes are asked for once a word."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        import pypdfium2.raw as raw

        self._raw: Any = raw
        self._textpage = page.get_textpage()
        self._handle = self._textpage.raw
        self._box, self._x, self._y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._styles: dict[int, Style] = {}
        self.count: int = raw.FPDFText_CountChars(self._handle)

    def characters(self) -> Iterator[tuple[int, int, int]]:
        """Yield each character's place, its code, and the address of the object that drew it."""
        unicode_of, object_of, handle = self._raw.FPDFText_GetUnicode, self._raw.FPDFText_GetTextObject, self._handle
        void, cast = ctypes.c_void_p, ctypes.cast
        last = 0
        for place in range(self.count):
            # A character that PDFium put in itself, such as a space, belongs to no object.
            last = cast(object_of(handle, place), void).value or last
            yield place, unicode_of(handle, place), last

    def word(self, text: str, first: int, end: int, piece: int, follows_space: bool) -> Word:
        """Return the word of the characters `first` to `end`, which one object drew."""
        if piece not in self._styles:
            self._styles[piece] = self._style(first)
        style = self._styles[piece]
        self._raw.FPDFText_GetCharOrigin(self._handle, first, self._x, self._y)
        left, right, base = self._placed(first, style.turns)
        right = max(right, self._placed(first + len(text) - 1, style.turns)[1]) if end - first > 1 else right
        return Word(text, left, right, base, style, piece, follows_space)

    def _placed(self, place: int, turns: int) -> tuple[float, float, float]:
        """Return left, right and base line, y downwards, as if the text stood upright."""
        self._raw.FPDFText_GetLooseCharBox(self._handle, place, self._box)
        box, x, y = self._box, self._x.value, self._y.value
        return (
            (box.left, box.right, -y),
            (box.bottom, box.top, x),
            (-box.right, -box.left, y),
            (-box.top, -box.bottom, -x),
        )[turns]

    def _style(self, place: int) -> Style:
        raw, handle = self._raw, self._handle
        matrix, name, flags = raw.FS_MATRIX(), ctypes.create_string_buffer(200), ctypes.c_int()
        raw.FPDFText_GetMatrix(handle, place, matrix)
        raw.FPDFText_GetFontInfo(handle, place, name, 200, flags)
        size = raw.FPDFText_GetFontSize(handle, place) * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        turns = round(angle / 90)
        mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(handle, place))
        is_bold = (
            raw.FPDFText_GetFontWeight(handle, place) >= 600
            # Stroked as well as filled: bold where the font has no bold of its own.
            or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
            or bool(BOLD_NAME.search(name.value.decode("utf-8", "replace")))
        )
        return Style(round(size, 1), is_bold, turns % 4, abs(angle - 90 * turns) < 3)
