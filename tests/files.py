"""Makers of small documents in our own words, one for each format that is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

TITLE = "Working well together"
INTRODUCTION = (
    "Teams that share one plan waste less effort than teams that keep a plan each. This note describes what a small"
    " group of invented towns tried over two years, what it cost them, and what they would do differently."
)
LEAD_IN = "Three habits stood out in every town:"
ITEMS = (
    "meeting in the same room once a month",
    "writing down who decides what",
    "asking residents before, not after.",
)
QUOTATION = "“We stopped counting meetings and started counting decisions.”"
SPEAKER = "Town clerk, Elmbridge"
BOX_TITLE = "Example: the shared diary"
BOX = "Two libraries kept one diary for their volunteers. Within a season, missed shifts fell from nine to two."
ROWS = (("Town", "Staff", "Budget"), ("Elmbridge", "12", "£40,000"), ("Oakham Vale", "7", "£25,500"))
COSTS = (
    "Costs were modest and well understood by the end of the first year. The towns spent most of the money on"
    " coordination, and a little on training; nobody bought new software, although several firms offered some."
)
NEXT = "The towns mean to go on. They will publish their figures every spring, whether good or bad."
HEADINGS = ((1, TITLE), (2, "What was tried"), (3, BOX_TITLE), (2, "What it cost"), (2, "What comes next"))


def text_file(folder: Path) -> Path:
    """Write the note as plain text with Windows line ends and a byte order mark."""
    path = folder / "note.txt"
    path.write_bytes("\ufeff".encode() + plain().replace("\n", "\r\n").encode())
    return path


def plain() -> str:
    """Return the note as plain text."""
    items = "\n".join(f"- {item}" for item in ITEMS)
    rows = "\n".join("\t".join(row) for row in ROWS)
    parts = [TITLE, INTRODUCTION, "What was tried", LEAD_IN, items, QUOTATION, SPEAKER, BOX_TITLE, BOX]
    return "\n\n".join([*parts, "What it cost", COSTS, rows, "What comes next", NEXT]) + "\n"


def markdown_file(folder: Path) -> Path:
    """Write the note as Markdown."""
    text = plain()
    for level, title in HEADINGS:
        text = text.replace(f"{title}\n", f"{'#' * level} {title}\n", 1)
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8")
    return path


def html_file(folder: Path) -> Path:
    """Write the note as a web page with all that stands around a text."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Towns</title>
<meta name="author" content="A. Clerk"><meta property="article:published_time" content="2025-03-04"></head><body>
<div id="cookie-banner">We use cookies <button>Accept</button></div><header>Towns of the vale</header>
<nav><ul><li><a href="/">Home</a></li></ul></nav><main><h1>{TITLE}</h1><p>{INTRODUCTION}</p>
<!-- a comment --><script>var hidden = 1;</script><p style="display: none">Not shown.</p><p hidden>Nor this.</p>
<h2>What was tried</h2><p>{LEAD_IN}</p><ul>{items}</ul>
<blockquote><p>{QUOTATION}</p><footer>{SPEAKER}</footer></blockquote>
<div class="box"><h3>{BOX_TITLE}</h3>{BOX}</div><span aria-hidden="true">icon</span>
<h2>What it cost</h2><p>{COSTS.replace("training", "<em>training</em>")}</p><table>{rows}</table>
<h2>What comes next</h2><p>{NEXT}</p></main><footer>All about us</footer></body></html>"""
    path = folder / "note.html"
    path.write_text(page, encoding="utf-8")
    return path


def docx_file(folder: Path) -> Path:
    """Write the note as a Word file with a hidden run, a deletion, an insertion and a boxed example."""
    import docx

    document = docx.Document()
    document.core_properties.author = "A. Clerk"
    document.core_properties.title = TITLE
    document.add_paragraph(TITLE, style="Title")
    _tracked(document.add_paragraph(), INTRODUCTION)
    document.add_heading("What was tried", 2)
    document.add_paragraph(LEAD_IN)
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph(QUOTATION, style="Quote")
    document.add_paragraph(SPEAKER)
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text, cell.paragraphs[0].style = BOX_TITLE, document.styles["Heading 3"]
    cell.add_paragraph(BOX)
    document.add_heading("What it cost", 2)
    document.add_paragraph(COSTS)
    table = document.add_table(0, 3)
    for row in ROWS:
        for place, text in zip(table.add_row().cells, row, strict=True):
            place.text = text
    document.add_heading("What comes next", 2)
    document.add_paragraph(NEXT)
    path = folder / "note.docx"
    document.save(str(path))
    return path


def _tracked(paragraph: Any, text: str) -> None:
    """Write `text` into a paragraph, its end inserted later, with a hidden run and a deleted one beside it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph.add_run(text[:100])
    paragraph.add_run("hidden").font.hidden = True
    names = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:del {names}><w:r><w:delText>deleted</w:delText></w:r></w:del>"))
    inserted = f'<w:ins {names}><w:r><w:t xml:space="preserve">{text[100:]}</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(inserted))


def pdf_file(folder: Path, *, outline: bool = False, labels: bool = False) -> Path:
    """Write the note as a PDF of two pages with running headers, page numbers, a box and a table."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import PageBreak, SimpleDocTemplate

    path = folder / "note.pdf"
    first, second = _story()

    def furnish(canvas: Any, template: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, A4[1] - 40, "Notes from the vale")
        canvas.drawRightString(A4[0] - 72, 30, str(template.page))
        if labels:
            canvas.addPageLabel(template.page - 1, prefix=f"A-{template.page}")
        if outline and template.page == 1:
            for level, title in HEADINGS[:3]:
                canvas.bookmarkPage(title)
                canvas.addOutlineEntry(title, title, level - 1)

    template = SimpleDocTemplate(str(path), pagesize=A4, title=TITLE, author="A. Clerk")
    template.build([*first, PageBreak(), *second], onFirstPage=furnish, onLaterPages=furnish)
    return path


def _story() -> tuple[list[Any], list[Any]]:
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Paragraph, Table

    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["BodyText"], fontSize=10.5, leading=14, spaceAfter=8)
    bullet = ParagraphStyle("bullet", parent=body, leftIndent=18, bulletIndent=4, spaceAfter=2)
    head = {level: styles[f"Heading{level}"] for level in (1, 2, 3)}
    box = Table(
        [[[Paragraph(BOX_TITLE, head[3]), Paragraph(BOX, body)]]], style=[("BOX", (0, 0), (-1, -1), 1, "black")]
    )
    first = [
        Paragraph(TITLE, head[1]),
        Paragraph(INTRODUCTION, body),
        Paragraph("What was tried", head[2]),
        Paragraph(LEAD_IN, body),
        *(Paragraph(item, bullet, bulletText="•") for item in ITEMS),
        Paragraph(QUOTATION, body),
        Paragraph(f"<b>{SPEAKER}</b>", body),
        box,
    ]
    second = [
        Paragraph("What it cost", head[2]),
        Paragraph(COSTS, body),
        Table([list(row) for row in ROWS], hAlign="LEFT", colWidths=[120, 80, 80]),
        Paragraph("What comes next", head[2]),
        Paragraph(NEXT, body),
    ]
    return first, second


def locked_pdf(folder: Path, password: str) -> Path:
    """Write a PDF that opens with `password`, which may be empty."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption(password, ownerPassword="owner"))
    canvas.drawString(72, 700, "What is inside the locked file.")
    canvas.save()
    return path


def scanned_pdf(folder: Path, pages: int = 3) -> Path:
    """Write a PDF whose pages hold lines and no text."""
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "scan.pdf"
    canvas = Canvas(str(path))
    for _ in range(pages):
        canvas.line(72, 72, 300, 300)
        canvas.showPage()
    canvas.save()
    return path


def changed_docx(folder: Path, changes: dict[str, bytes]) -> Path:
    """Write the note as a Word file with members of its archive replaced or added."""
    source = docx_file(folder)
    buffer = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    path = folder / "changed.docx"
    path.write_bytes(buffer.getvalue())
    return path


def drawn_pdf(folder: Path, pages: list[list[tuple[float, str]]]) -> Path:
    """Write a PDF whose pages hold lines of text, each at its height."""
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    for lines in pages:
        for height, text in lines:
            canvas.drawString(72, height, text)
        canvas.showPage()
    canvas.save()
    return path


COLUMNS = (
    "The left column tells of the spring, when the towns met for the first time and found that each of them had a"
    " plan that nobody else had read. They spent four weeks on reading what the others had written, and were the wiser"
    " for it.",
    "The right column tells of the autumn, by which time there was one plan, shorter than any of the old ones, and a"
    " list of who would do what by when. Most of what stood on that list was done before the first snow had fallen in"
    " the vale.",
)


ACROSS = "A table of all the plans that the towns had made stands at the end of this report, with what each cost."


def columns_pdf(folder: Path, *, by_rows: bool = False, across: bool = False) -> Path:
    """Write a page of two columns, drawn one after the other or row by row, with a line across both below them."""
    import textwrap

    from reportlab.pdfgen.canvas import Canvas

    path = folder / "columns.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 10)
    placed = [
        (row, column, line) for column, text in enumerate(COLUMNS) for row, line in enumerate(textwrap.wrap(text, 42))
    ]
    for row, column, line in sorted(placed) if by_rows else placed:
        canvas.drawString(60 + 260 * column, 700 - 13 * row, line)
    if across:
        canvas.drawString(60, 560, ACROSS)
    canvas.save()
    return path


def heavy_pdf(folder: Path) -> Path:
    """Write a PDF whose pages all share one long stream: it takes some ten seconds to read."""
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "heavy.pdf"
    canvas = Canvas(str(path))
    canvas.beginForm("shared")
    for row in range(700):
        canvas.drawString(20, 800 - row, "words " * 100)
    canvas.endForm()
    for _ in range(600):
        canvas.doForm("shared")
        canvas.showPage()
    canvas.save()
    return path


def numbered_docx(folder: Path) -> Path:
    """Write a Word file with numbered headings in styles of other names, a lettered list and a box in a drawing."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    names = nsdecls("w")
    root = document.part.numbering_part.element
    formats = {90: ("%1", "%1.%2"), 91: ("(%1)", "")}
    for number, patterns in formats.items():
        kinds = ("decimal", "decimal") if number == 90 else ("lowerLetter", "bullet")
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
            for depth, (kind, pattern) in enumerate(zip(kinds, patterns, strict=True))
        )
        root.append(parse_xml(f'<w:abstractNum {names} w:abstractNumId="{number}">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {names} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    lines = [(90, 0, "Überschrift"), (90, 1, "Zweite"), (91, 0, "first"), (91, 0, "second"), (91, 1, "below")]
    for number, depth, text in lines:
        outline = f'<w:outlineLvl w:val="{depth}"/>' if number == 90 else ""
        place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        document.add_paragraph(text)._p.insert(0, parse_xml(f"<w:pPr {names}>{place}{outline}</w:pPr>"))
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    drawing = f"<w:r {names}><w:pict><w:r>{box}</w:r></w:pict></w:r>"
    document.add_paragraph()._p.append(parse_xml(drawing))
    path = folder / "numbered.docx"
    document.save(str(path))
    return path


def boxed_pdf(folder: Path) -> Path:
    """Write a PDF with a box on a coloured ground over two pages, and a list whose bullets are drawn."""
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "boxed.pdf"
    canvas = Canvas(str(path))

    def say(left: float, height: float, text: str, *, bold: bool = False) -> None:
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 14 if bold else 11)
        canvas.drawString(left, height, text)

    for place, text in enumerate(
        ("A plain beginning", "The text begins as any text does, with a sentence of its own.")
    ):
        say(72, 700 - 40 * place, text, bold=not place)
    say(72, 620, "They want three things:")
    for place, text in enumerate(("more buses", "fewer cars", "a bench")):
        canvas.circle(90, 603 - 30 * place, 2, fill=1)
        say(100, 600 - 30 * place, text)
    canvas.setFillColorRGB(0.8, 0.9, 0.95)
    canvas.rect(60, 300, 400, 150, stroke=0, fill=1)
    say(72, 420, "A box of its own", bold=True)
    say(72, 380, "Inside the box stands this.")
    canvas.showPage()
    canvas.setFillColorRGB(0.8, 0.9, 0.95)
    canvas.rect(60, 640, 400, 100, stroke=0, fill=1)
    say(72, 690, "It goes on here.")
    say(72, 560, "After the box the text goes on as it did before.")
    canvas.save()
    return path
