"""The loaders read our own small files in every format, and refuse by name what cannot be read."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnreadableFileError
from assistant.ingestion.loaders import LOADERS, load
from assistant.ingestion.loaders.canonical import clean, numeral
from assistant.settings import Settings
from assistant.types import Loaded
from tests import files

LIMITS = Settings()


def headings(loaded: Loaded) -> tuple[tuple[int, str], ...]:
    """Return levels and titles, each title checked against the line that it stands on."""
    for heading in loaded.headings:
        line = loaded.text[heading.start : heading.end]
        assert line.lstrip("# ") == heading.title
        assert loaded.text[heading.end] == "\n"
    return tuple((heading.level, heading.title) for heading in loaded.headings)


def read(path: Path) -> Loaded:
    """Read a file in this process, which is faster; `load` has tests of its own."""
    return LOADERS[path.suffix](path, LIMITS)


# What is read


def test_text_changes_nothing_but_line_ends(tmp_path: Path) -> None:
    assert load(files.text_file(tmp_path), LIMITS) == Loaded(files.plain())


def test_markdown_keeps_its_marks_and_gives_its_headings(tmp_path: Path) -> None:
    path = files.markdown_file(tmp_path)
    loaded = load(path, LIMITS)
    assert loaded.text == path.read_text(encoding="utf-8")
    assert headings(loaded) == files.HEADINGS


def test_markdown_headings_are_not_those_in_code(tmp_path: Path) -> None:
    path = tmp_path / "code.md"
    path.write_text("# A **bold** [link](#x) #\n\n```\n# no\n```\n#no either\n", encoding="utf-8")
    assert [heading.title for heading in load(path, LIMITS).headings] == ["A bold link"]


@pytest.mark.parametrize("make", [files.html_file, files.docx_file, files.pdf_file])
def test_every_format_gives_the_same_text(make: Callable[[Path], Path], tmp_path: Path) -> None:
    assert load(make(tmp_path), LIMITS).text == files.plain()


@pytest.mark.parametrize("make", [files.html_file, files.docx_file, files.pdf_file])
def test_a_file_is_read_beside_loaded_models(make: Callable[[Path], Path], tmp_path: Path) -> None:
    # What the parent has loaded, a child may begin with.
    import llama_index.core  # noqa: F401
    import sentence_transformers  # noqa: F401

    assert load(make(tmp_path), LIMITS).text == files.plain()


def test_html_gives_headings_and_credits(tmp_path: Path) -> None:
    loaded = read(files.html_file(tmp_path))
    assert headings(loaded) == files.HEADINGS
    assert (loaded.title, loaded.author, loaded.published) == (files.TITLE, "A. Clerk", "2025-03-04")


def test_docx_gives_headings_and_credits(tmp_path: Path) -> None:
    loaded = read(files.docx_file(tmp_path))
    assert headings(loaded) == files.HEADINGS
    assert (loaded.title, loaded.author, loaded.published) == (files.TITLE, "A. Clerk", None)


def test_pdf_gives_headings_by_type_and_pages_by_ordinal(tmp_path: Path) -> None:
    loaded = read(files.pdf_file(tmp_path))
    titles = [title for _, title in files.HEADINGS]
    assert headings(loaded) == tuple(zip((1, 1, 2, 1, 1), titles, strict=True))
    second = loaded.text.index("What it cost")
    assert [(page.label, page.start, page.end) for page in loaded.pages] == [
        ("1", 0, second - 2),
        ("2", second, len(loaded.text) - 1),
    ]
    assert (loaded.title, loaded.author, loaded.published) == (files.TITLE, "A. Clerk", None)


def test_pdf_takes_levels_from_the_outline_and_labels_from_the_file(tmp_path: Path) -> None:
    loaded = read(files.pdf_file(tmp_path, outline=True, labels=True))
    assert headings(loaded) == files.HEADINGS
    assert [page.label for page in loaded.pages] == ["A-1", "A-2"]


def test_pdf_takes_the_numbers_printed_on_its_pages(tmp_path: Path) -> None:
    path = files.drawn_pdf(
        tmp_path, [[(700, "First page of the text."), (30, "7")], [(700, "Second page."), (30, "8")]]
    )
    loaded = read(path)
    assert loaded.text == "First page of the text.\n\nSecond page.\n"
    assert [page.label for page in loaded.pages] == ["7", "8"]


def test_pdf_joins_words_and_keeps_their_own_hyphens(tmp_path: Path) -> None:
    lines = [
        "The plan was well known in the whole of the region, and care pro-",
        "fessionals liked it. Other professionals say that a system-wide plan of",
        "this kind is better than none, and that system-",
        "wide plans cost less – a view that the inspectors of the region share",
        "– and that they are the best.",
    ]
    path = files.drawn_pdf(tmp_path, [[(700 - 14 * number, line) for number, line in enumerate(lines)]])
    assert read(path).text == (
        "The plan was well known in the whole of the region, and care professionals liked it. Other professionals say"
        " that a system-wide plan of this kind is better than none, and that system-wide plans cost less – a view that"
        " the inspectors of the region share – and that they are the best.\n"
    )


@pytest.mark.parametrize("by_rows", [False, True])
def test_pdf_reads_one_column_after_the_other(by_rows: bool, tmp_path: Path) -> None:
    assert read(files.columns_pdf(tmp_path, by_rows=by_rows)).text == "\n\n".join(files.COLUMNS) + "\n"


def test_what_is_set_across_a_pdfs_page_does_not_cut_the_lines_of_its_columns(tmp_path: Path) -> None:
    assert read(files.columns_pdf(tmp_path, across=True)).text == "\n\n".join([*files.COLUMNS, files.ACROSS]) + "\n"


def test_a_quotation_that_word_sets_in_bold_heads_nothing(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("What was tried", 1)
    document.add_paragraph(style="Intense Quote").add_run("We count meetings").bold = True
    document.add_paragraph("It was said in May, by one who had left.")
    document.save(str(tmp_path / "quoted.docx"))
    assert [heading.title for heading in read(tmp_path / "quoted.docx").headings] == ["What was tried"]


def test_html_sets_nested_lists_numbers_and_footnote_marks(tmp_path: Path) -> None:
    path = tmp_path / "list.html"
    path.write_text(
        "<body><p>Do this:<ol start=3><li>plan<ul><li>early<li>often</ul><li>act<sup>2</sup></ol>"
        "<p>See <a href=x>the\n guide</a>.<table><tr><th>A<th>B<tr><td><td>2</table><dl><dt>Key<dd>Meaning</dl>",
        encoding="utf-8",
    )
    assert load(path, LIMITS).text == (
        "Do this:\n\n3. plan\n  - early\n  - often\n4. act<sup>2</sup>\n\nSee the guide.\n\nA\tB\n\t2\n\nKey\tMeaning\n"
    )


def test_docx_resolves_numbers_depths_and_outline_levels(tmp_path: Path) -> None:
    loaded = read(files.numbered_docx(tmp_path))
    assert loaded.text == "1 Überschrift\n\n1.1 Zweite\n\n(a) first\n(b) second\n  - below\n\nIn a box.\n"
    assert headings(loaded) == ((1, "1 Überschrift"), (2, "1.1 Zweite"))


@pytest.mark.parametrize(
    ("number", "style", "text"), [(4, "lowerRoman", "iv"), (28, "upperLetter", "BB"), (9, "", "9")]
)
def test_numerals(number: int, style: str, text: str) -> None:
    assert numeral(number, style) == text


def test_clean_keeps_what_is_seen() -> None:
    assert clean(" of\ufb01ce\u00ad\u00a0\u200bhours\x07\n are \t nine\ud800 ") == "office hours are\tnine"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252"])
def test_text_is_decoded(encoding: str, tmp_path: Path) -> None:
    text = "The café’s share – one half – was £40.\n" * 3
    path = tmp_path / "words.txt"
    path.write_bytes((("\ufeff" if encoding == "utf-16-be" else "") + text).encode(encoding))
    assert load(path, LIMITS).text == text


def test_links_to_files_and_odd_names_are_read(tmp_path: Path) -> None:
    target = files.text_file(tmp_path)
    link, odd = tmp_path / "link.txt", Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xffme.html"))
    link.symlink_to(target)
    odd.write_text("<p>Some text.</p>", encoding="utf-8")
    assert (load(link, LIMITS).text, load(odd, LIMITS).text) == (files.plain(), "Some text.\n")


def test_a_pdf_with_an_empty_password_is_read(tmp_path: Path) -> None:
    assert load(files.locked_pdf(tmp_path, ""), LIMITS).text == "What is inside the locked file.\n"


# What is refused


def written(name: str, content: bytes) -> Callable[[Path], Path]:
    """Return a maker of a file that holds `content`."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def fifo(folder: Path) -> Path:
    """Make a named pipe, which would block whoever reads it."""
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def lost_link(folder: Path) -> Path:
    """Make a link to nothing."""
    (folder / "lost.txt").symlink_to(folder / "gone")
    return folder / "lost.txt"


def folder_named_as_text(folder: Path) -> Path:
    """Make a folder."""
    (folder / "folder.txt").mkdir()
    return folder / "folder.txt"


def cut_pdf(folder: Path) -> Path:
    """Cut a PDF in half."""
    data = files.pdf_file(folder).read_bytes()
    return written("cut.pdf", data[: len(data) // 2])(folder)


def cut_docx(folder: Path) -> Path:
    """Cut a Word file in half."""
    data = files.docx_file(folder).read_bytes()
    return written("cut.docx", data[: len(data) // 2])(folder)


def zipped(folder: Path) -> Path:
    """Make an archive that is no Word file."""
    with zipfile.ZipFile(folder / "zip.docx", "w") as archive:
        archive.writestr("notes.txt", "text")
    return folder / "zip.docx"


def docx_entities(folder: Path) -> Path:
    """Make a Word file that would read another file."""
    xml = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    return files.changed_docx(folder, {"word/document.xml": xml})


def docx_bomb(folder: Path) -> Path:
    """Make a small Word file that unpacks to more than is allowed."""
    return files.changed_docx(folder, {"word/bomb.xml": b" " * 2_000_000})


HTML_ENTITY = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED: list[tuple[Callable[[Path], Path], str]] = [
    (lambda folder: folder / "none.txt", "none.txt does not exist in "),
    (fifo, "pipe.txt is not a regular file but a pipe, socket or device: copy its content into a file"),
    (lost_link, "lost.txt is a link to a file that is gone: check the path"),
    (folder_named_as_text, "folder.txt is a folder: name the files in it"),
    (written("a.xls", b"x"), "a.xls has the suffix .xls, which is not read: save it as one of .txt, "),
    (written("a", b"x"), "a has the suffix (none), which is not read"),
    (written("a.txt", b""), "a.txt is empty (0 bytes): save or download it again"),
    (written("blank.txt", b" \n\t\n"), "blank.txt holds no text: "),
    (written("large.txt", b"a " * 600_000), "large.txt is 1.2 MB, and files of up to 1 MB are read: split it, or "),
    (written("long.txt", b"a " * 200_000), "long.txt holds 400000 characters, and texts of up to 300000 are read: "),
    (written("nul.txt", b"text\0text"), "nul.txt is not text: "),
    (written("noise.txt", bytes(range(1, 256)) * 9), "noise.txt is not text: "),
    (written("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(99)), "picture.md is not text but a picture: "),
    (written("page.html", b"%PDF-1.4 ..."), "page.html is not text but a PDF file: "),
    (written("nul.html", b"<p>te\0xt</p>"), "nul.html is not text: "),
    (written("bare.html", b"<nav>Home</nav><script>x</script>"), "bare.html holds no text that a reader would see: "),
    (written("entity.html", HTML_ENTITY), "entity.html declares entities of its own, which are not read: "),
    (written("old.docx", OLD_WORD), "old.docx is not a Word file (.docx) but an old Word file (.doc), or a Word file"),
    (cut_docx, "cut.docx is a Word file cut short or garbled: "),
    (zipped, "zip.docx is a zip archive without word/document.xml, so no Word file: "),
    (docx_bomb, "changed.docx unpacks to 3 MB, and up to 1 MB are read: "),
    (docx_entities, "changed.docx declares entities in word/document.xml, which are not read: "),
    (written("text.pdf", b"text"), "text.pdf is not a PDF file but something else: "),
    (written("bad.pdf", b"%PDF-1.7\nrubbish\n%%EOF"), "bad.pdf is a garbled PDF: "),
    (cut_pdf, "cut.pdf is a PDF cut short (its end is missing): "),
    (
        files.scanned_pdf,
        "scan.pdf holds no text on its 3 pages (it may be scanned): run it through text recognition first",
    ),
    (lambda folder: files.scanned_pdf(folder, 6), "scan.pdf has 6 pages, and files of up to 5 are read: split it, or "),
    (
        lambda folder: files.locked_pdf(folder, "secret"),
        "locked.pdf is encrypted, and opens only with a password: save it without one",
    ),
]


@pytest.mark.parametrize(("make", "message"), REFUSED, ids=[message.split(":")[0][:50] for _, message in REFUSED])
def test_a_file_that_cannot_be_read_is_refused(make: Callable[[Path], Path], message: str, tmp_path: Path) -> None:
    limits = Settings(max_file_mb=1, max_pages=5, max_unpacked_mb=1, max_characters=300_000)
    with pytest.raises(UnreadableFileError) as refused:
        load(make(tmp_path), limits)
    assert str(refused.value).startswith(message)
    assert refused.value.__cause__ is None


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = files.heavy_pdf(tmp_path)
    with pytest.raises(UnreadableFileError, match=r"^heavy.pdf took longer than 1 s to read: split it, or raise ICS_"):
        load(path, Settings(read_seconds=1))


def test_a_reader_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = written("wide.html", b"<p>" + b"<b>a</b>" * 3_000_000)(tmp_path)
    with pytest.raises(UnreadableFileError, match=r"^wide.html needs more than 200 MB of memory to read"):
        load(path, Settings(read_memory_mb=200))


def test_a_name_that_is_not_utf8_is_shown_escaped(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xff\x1bme.txt"))
    with pytest.raises(UnreadableFileError, match=r"^na\\xff\\x1bme.txt does not exist"):
        load(path, LIMITS)


# What stands around a page's text

PAGE = """<html><head><title>Buses | The vale</title><meta property="og:site_name" content="The vale">
<script type="application/ld+json">{"datePublished": "2024-11-06", "publisher": {"name": "Vale Trust"}}</script></head>
<body><div id="onetrust-banner"><h2>Privacy</h2><p>Accept our 14 cookies.</p></div>
<div class="top"><ul><li><a href="/">Home</a></ul><p>News of the day.</p></div>
<div class="wrap"><div class="sidebar"><ul><li>Roads</ul></div><div class="text"><h1>Buses</h1>
<h2>On this page</h2><ul><li><a href="#a">Costs</a><li><a href="#b">Times</a><li><a href="#c">Towns</a></ul>
<h2 id="a">Costs</h2><p>Little.<sup><a href="#n">[1]</a></sup></p>
<details><summary>Elmbridge</summary><p>It paid half.</p></details><p>Others paid less.</p>
<h3><button aria-controls="p1" aria-expanded="false">Who pays?</button></h3><div id="p1" hidden><p>All do.</p></div>
<blockquote><p>“I ride daily.”</p><footer>Porter, Elmbridge</footer></blockquote>
<ol><li id="n">From the books. <a href="#r">Back to text</a></ol>
<div class="page-feedback"><h2>Is this page useful?</h2></div></div></div></body></html>"""


def test_html_without_a_main_part_begins_at_its_one_title(tmp_path: Path) -> None:
    path = tmp_path / "buses.html"
    path.write_text(PAGE, encoding="utf-8")
    loaded = read(path)
    assert loaded.text == (
        "Buses\n\nCosts\n\nLittle.<sup>1</sup>\n\nElmbridge\n\nIt paid half.\n\nOthers paid less.\n\nWho pays?\n\n"
        "All do.\n\n“I ride daily.”\n\nPorter, Elmbridge\n\n1. From the books.\n"
    )
    assert (loaded.title, loaded.published, loaded.publisher) == ("Buses", "2024-11-06", "The vale")


def test_html_ends_what_an_accordion_opens(tmp_path: Path) -> None:
    path = tmp_path / "buses.html"
    path.write_text(PAGE, encoding="utf-8")
    loaded = read(path)
    (opened,) = [heading for heading in loaded.headings if heading.until]
    assert (opened.title, opened.level, loaded.text[opened.end : opened.until].strip()) == (
        "Elmbridge",
        3,
        "It paid half.",
    )


def web(folder: Path, main: str) -> Loaded:
    path = folder / "page.html"
    path.write_text(f"<html><body><main><h1>Buses</h1>{main}</main></body></html>", encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(
    "section",
    [
        '<section id="social-care"><h2>Care for adults</h2><p>It cost £3.</p></section>',
        '<h2 id="data-sharing-agreements">Care for adults</h2><p>It cost £3.</p>',
        '<div id="feedback"><h2>Feedback on care for adults</h2><p>It cost £3.</p></div>',
        '<div class="post category-social-care"><h2>Care for adults</h2><p>It cost £3.</p></div>',
        '<h2>Care for adults</h2><table id="recommended-steps"><tr><td>It cost £3.</td></tr></table>',
    ],
)
def test_html_keeps_sections_whose_id_is_made_of_a_title(section: str, tmp_path: Path) -> None:
    loaded = web(tmp_path, section)
    assert "It cost £3." in loaded.text
    assert headings(loaded)[-1][1].lower().endswith("care for adults")


@pytest.mark.parametrize(
    "around",
    [
        '<div id="share"><h2>Share this page</h2><a href="/x">With a friend</a> <a href="/y">With a foe</a></div>',
        '<section id="related-content"><h2>Related content</h2><ul><li><a href="/x">Trams</a></ul></section>',
        '<div class="social-share">Tell a friend</div>',
        '<div id="page-feedback"><h2>Is this page useful?</h2><p>Tell us what you think of it.</p></div>',
    ],
)
def test_html_leaves_out_what_an_id_or_class_calls_furniture(around: str, tmp_path: Path) -> None:
    assert web(tmp_path, f"<p>They run daily.</p>{around}").text == "Buses\n\nThey run daily.\n"


@pytest.mark.parametrize(
    ("main", "text"),
    [
        ("<p>Chair: Ada<br>Clerk: Li</p>", "Chair: Ada Clerk: Li"),
        ("<div>Chair: Ada<br/>Clerk: <b>Li<br></b>Mayor: Bo</div>", "Chair: Ada Clerk: Li Mayor: Bo"),
        ("<ul><li>Chair: Ada<br>Clerk: Li</ul>", "- Chair: Ada Clerk: Li"),
        ("<p>They run daily.<br> <br>They cost £3.</p>", "They run daily.\n\nThey cost £3."),
    ],
)
def test_html_parts_words_at_a_line_break_and_paragraphs_at_two(main: str, text: str, tmp_path: Path) -> None:
    assert web(tmp_path, main).text == f"Buses\n\n{text}\n"


def test_html_sets_what_is_said_of_a_term_beside_it(tmp_path: Path) -> None:
    terms = "<dl><dt>Buses</dt><dd>9</dd><dt>Elm</dt><dt>Oak</dt><dd>£2</dd><dd>£3</dd><dt>Ash</dt></dl>"
    assert web(tmp_path, terms).text == "Buses\n\nBuses\t9\nElm, Oak\t£2\nElm, Oak\t£3\n\nAsh\n"
    assert web(tmp_path, "<dl><dt>Elm</dt><dd><p>A town.</p><p>It pays £2.</p></dd></dl>").text.endswith(
        "Elm\n\nA town.\n\nIt pays £2.\n"
    )


# Boxes


def boxed(loaded: Loaded) -> tuple[str, str]:
    """Return the title of the one heading that a box ends, and the text that stands under it."""
    (heading,) = [heading for heading in loaded.headings if heading.until is not None]
    return heading.title, loaded.text[heading.end : heading.until].strip()


def test_docx_ends_a_box_of_one_cell_and_heads_it_with_its_bold_line(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Buses", 1)
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run("Elmbridge's bus").bold = True
    cell.add_paragraph("It runs daily.")
    document.add_paragraph("Other towns walk.")
    document.save(str(tmp_path / "box.docx"))
    loaded = read(tmp_path / "box.docx")
    assert headings(loaded) == ((1, "Buses"), (2, "Elmbridge's bus"))
    assert boxed(loaded) == ("Elmbridge's bus", "It runs daily.")


def test_docx_ends_a_box_where_the_shading_ends(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.add_heading("Buses", 1)
    for text, is_bold in (("Elmbridge's bus", True), ("It runs daily.", False)):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = is_bold
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="DDEEFF"/>'))
    document.add_paragraph("Other towns walk.")
    document.save(str(tmp_path / "box.docx"))
    assert boxed(read(tmp_path / "box.docx")) == ("Elmbridge's bus", "It runs daily.")


def test_docx_bold_lines_that_head_nothing_are_no_headings(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Buses", 1)
    document.add_paragraph("“I ride daily.”")
    for text in ("Porter, Elmbridge", "Table 1: Fares", "All of it was bold."):
        document.add_paragraph().add_run(text).bold = True
    document.save(str(tmp_path / "bold.docx"))
    assert headings(read(tmp_path / "bold.docx")) == ((1, "Buses"),)


def test_pdf_ends_a_box_where_its_ground_ends(tmp_path: Path) -> None:
    loaded = read(files.boxed_pdf(tmp_path))
    assert boxed(loaded) == ("A box of its own", "Inside the box stands this.\n\nIt goes on here.")
    assert "\n\nAfter the box the text goes on as it did before." in loaded.text


def test_markdown_tables_and_quotations_are_in_canonical_form(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(
        "---\ntitle: 'Buses'\ndate: 2025-05-22\npublisher: The vale\n---\n\n# Fares\n\n| Town | Fare |\n|:--|---|\n"
        "| Elm\\|bridge | £2 |\n\n> “I ride daily.”\n>\n> — Porter\n",
        encoding="utf-8",
    )
    loaded = read(path)
    assert loaded.text.endswith("# Fares\n\nTown\tFare\nElm|bridge\t£2\n\n“I ride daily.”\n\n— Porter\n")
    assert (loaded.title, loaded.published, loaded.publisher) == ("Buses", "2025-05-22", "The vale")
    assert headings(loaded) == ((1, "Fares"),)


def markdown(folder: Path, text: str) -> Loaded:
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_markdown_headings_may_be_underlined(tmp_path: Path) -> None:
    loaded = markdown(
        tmp_path,
        "---\ntitle: Buses\n---\nBuses\n=====\n\nThey run daily.\n---\n\n**Who** pays\n---\n\n- Elm\n---\n\n***\n---\n",
    )
    assert [(heading.level, heading.title) for heading in loaded.headings] == [(1, "Buses"), (2, "Who pays")]
    assert loaded.text.startswith("# Buses\n\nThey run daily.\n---\n\n## **Who** pays\n\n- Elm\n---\n")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("Town | Fare\n--- | :---:\nElm | £2\nOak | £3\n", "Town\tFare\nElm\t£2\nOak\t£3\n"),
        ("| Town | Fare |\n|---|---|\n|| £2 |\n| Oak | |\n", "Town\tFare\n\t£2\nOak\n"),
        ("> | Town | Fare |\n> |---|---|\n> | Elm | £2 |\n", "Town\tFare\nElm\t£2\n"),
        ("Elm | Oak\n\n---\n", "Elm | Oak\n\n---\n"),
    ],
)
def test_markdown_tables_need_no_outer_strokes(table: str, text: str, tmp_path: Path) -> None:
    assert markdown(tmp_path, f"They pay:\n\n{table}").text == f"They pay:\n\n{text}"


def test_markdown_between_two_rules_is_no_list_of_fields(tmp_path: Path) -> None:
    assert "Town\tFare" in markdown(tmp_path, "---\n\n| Town | Fare |\n|---|---|\n| Elm | £2 |\n\n---\n").text


def test_pdf_items_whose_bullets_are_drawn_are_items(tmp_path: Path) -> None:
    text = read(files.boxed_pdf(tmp_path)).text
    assert "They want three things:\n\n- more buses\n- fewer cars\n- a bench" in text
