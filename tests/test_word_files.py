"""Word files as people write them: footnotes, headings that are only bold, bullets that are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.ingestion.loaders.docx import load_docx
from assistant.settings import Settings
from assistant.types import Loaded

PROSE = "Crews bring their own ropes and sails to every crossing of the river, in any weather."


def read(folder: Path, document: Any) -> Loaded:
    path = folder / "file.docx"
    document.save(str(path))
    return load_docx(path, Settings())


def with_notes(document: Any, *notes: str) -> None:
    """Add footnotes, and a reference to each at the end of the document's last paragraph."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    names, kind = nsdecls("w"), "officeDocument/2006/relationships/footnotes"
    inner = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 7)
    )
    line = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
    data = f"<w:footnotes {names}>{line}{inner}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", data, document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/{kind}")
    for number in range(7, 7 + len(notes)):
        run = document.paragraphs[-1].add_run()
        run._r.append(parse_xml(f'<w:footnoteReference {names} w:id="{number}"/>'))


def test_footnotes_stand_below_the_section_that_refers_to_them(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Ropes", 1)
    document.add_paragraph(PROSE)
    with_notes(document, "Counted in May.", "By the clerk.")
    document.add_paragraph("Sails are mended in winter.")
    document.add_heading("Boats", 1)
    document.add_paragraph(PROSE)
    assert read(tmp_path, document).text == (
        f"Ropes\n\n{PROSE}<sup>1</sup><sup>2</sup>\n\nSails are mended in winter.\n\n"
        f"<sup>1</sup> Counted in May.\n\n<sup>2</sup> By the clerk.\n\nBoats\n\n{PROSE}\n"
    )


def test_without_styles_bold_lines_are_headings_by_their_size(tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt

    document = docx.Document()
    for title, size in (("Ferries of the vale", 20), ("1.\tRopes", 14), ("Old ropes", None), ("2.\tBoats", 14)):
        run = document.add_paragraph().add_run(title)
        run.bold, run.font.size = True, Pt(size) if size else None
        document.add_paragraph(PROSE)
    assert [(heading.level, heading.title) for heading in read(tmp_path, document).headings] == [
        (1, "Ferries of the vale"),
        (2, "1. Ropes"),
        (3, "Old ropes"),
        (2, "2. Boats"),
    ]


def test_typed_bullets_and_numbers_make_lists(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for text in ("Every crew brings:", "•\ta rope", "• a bell", PROSE, "Then they:", "1.\tload", "2.\tsail"):
        document.add_paragraph(text)
    text = read(tmp_path, document).text
    assert "brings:\n\n- a rope\n- a bell\n\n" in text
    assert text.endswith("Then they:\n\n1. load\n2. sail\n")
