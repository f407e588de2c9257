"""Saved web pages: who publishes them, what is only read aloud, and the notes at their foot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.ingestion.credits import read_credits
from assistant.ingestion.loaders.html import load_html
from assistant.ingestion.structure import read_structure
from assistant.settings import Settings
from assistant.types import BlockKind, Loaded

BODY = "<h2>Ropes</h2><p>Crews bring their own ropes and sails to every crossing of the river, in any weather.</p>"


def read(folder: Path, body: str, linked: object = None, meta: str = "") -> Loaded:
    path = folder / "page.html"
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    head = f"<head><title>Ferries</title>{meta}{script}</head>"
    page = f"<html>{head}<body><main><h1>Ferries</h1>{body}</main></body></html>"
    path.write_text(page, encoding="utf-8")
    return load_html(path, Settings())


def test_a_web_site_is_no_publisher_where_an_organisation_wrote_the_page(tmp_path: Path) -> None:
    office = {"@type": "Organization", "name": "Ferry Office"}
    person = {"@type": "Person", "name": "A. Clerk"}
    site = {"@type": "Organization", "name": "VALE.EXAMPLE"}
    told = [
        read(tmp_path, BODY, {"publisher": publisher, "author": author}).publisher
        for publisher, author in ((site, office), (site, [person, office]), (office, site), (site, person))
    ]
    assert told == ["Ferry Office", "Ferry Office", "Ferry Office", "VALE.EXAMPLE"]


def test_what_is_only_read_aloud_is_left_out(tmp_path: Path) -> None:
    hidden = '<h3><span class="vale-u-visually-hidden">Important: </span>Ice on the river</h3><p>Stay ashore.</p>'
    assert [heading.title for heading in read(tmp_path, BODY + hidden).headings] == [
        "Ferries",
        "Ropes",
        "Ice on the river",
    ]


def test_notes_at_the_foot_are_no_list_of_the_last_section(tmp_path: Path) -> None:
    mark = '<p>Boats are counted in May.<sup><a href="#fn:1">[footnote 1]</a></sup></p>'
    notes = '<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>By the clerk. <a>↩</a></p></li></ol></div>'
    text = read(tmp_path, BODY + mark + notes).text
    assert text.endswith("Boats are counted in May.<sup>1</sup>\n\n<sup>1</sup> By the clerk.\n")


TOLD = "Elmbridge lent two of its crews to Oakham in May 2031, and had both of them back by the end of that summer."


@pytest.mark.parametrize(
    "opening",
    [
        '<aside class="example">',
        '<aside class="case-study" role="complementary">',
        '<aside role="note" aria-label="Case study">',
        "<aside>",
    ],
)
def test_an_aside_with_running_text_is_a_box_of_the_content(opening: str, tmp_path: Path) -> None:
    after = "<p>Others lend nobody.</p>"
    loaded = read(tmp_path, f"{BODY}{opening}<h3>Example: Elmbridge</h3><p>{TOLD}</p></aside>{after}")
    assert loaded.text.endswith(f"\n\nExample: Elmbridge\n\n{TOLD}\n\nOthers lend nobody.\n")
    assert loaded.text[: loaded.headings[-1].until].endswith(TOLD)


@pytest.mark.parametrize(
    "aside",
    [
        f'<aside class="related-content"><p>{TOLD}</p></aside>',
        f"<aside><h2>Related pages</h2><p>{TOLD}</p></aside>",
        f'<aside aria-label="Share this page"><p>{TOLD}</p></aside>',
        f"<aside><h2>Cookies on this site</h2><p>{TOLD}</p></aside>",
        f'<aside><h2>Contents</h2><p><a href="#a">{TOLD}</a></p></aside>',
        f'<aside role="navigation"><p>{TOLD}</p></aside>',
        f"<aside><h2>Crews</h2><p>{TOLD}</p><form><input></form></aside>",
        f'<aside><h2>Crews</h2><p>{TOLD}</p><ul><li><a href="/a">{TOLD} {TOLD}</a></li></ul></aside>',
        "<aside><p>Crews: 14. Boats: 3.</p></aside>",
    ],
)
def test_an_aside_that_leads_elsewhere_is_left_out(aside: str, tmp_path: Path) -> None:
    assert read(tmp_path, BODY + aside).text == read(tmp_path, BODY).text


def test_an_aside_around_the_content_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<body><h1>Ferries</h1>{BODY}<aside><p>{TOLD}</p></aside></body>", encoding="utf-8")
    assert TOLD not in load_html(path, Settings()).text


@pytest.mark.parametrize(
    ("told", "publisher", "published"),
    [
        ("<p>From: Ferry Office<br>Published: 4 May 2031<br>Last updated: 9 June 2032 - <a>see all updates</a></p>",
         "Ferry Office", "2032-06-09"),
        ("<dl><dt>From:</dt><dd><a>Ferry Office</a></dd><dt>Published</dt><dd>4 May 2031</dd>"
         "<dt>Last updated</dt><dd>9 June 2032 — <a>See all updates</a></dd></dl>", "Ferry Office", "2032-06-09"),
        ("<p>From: <a>Crews for Care</a></p><p>Published 4 May 2031</p>", "Crews for Care", "2031-05-04"),
        ("<p>Vale Ferry Office</p><p>Date published: 4 May, 2031<br>Date last updated: 9 June, 2032</p>",
         "Vale Ferry Office", "2032-06-09"),
        ("<div><span>Vale Council</span> | <span>Published on 4 May 2031</span> | <span>Updated on Monday 9 June 2032"
         "</span></div>", "Vale Council", "2032-06-09"),
        ("<p>Published by Vale Council on 4 May 2031</p><p>Next review: June 2033</p>", "Vale Council", "2031-05-04"),
    ],
)  # fmt: skip
def test_publisher_and_dates_are_told_apart(told: str, publisher: str, published: str, tmp_path: Path) -> None:
    more = "<h2>Sails</h2><p>Sails are shared by all the crews, and mended by whoever tore them in the end.</p>"
    said = read_credits(read(tmp_path, told + BODY + more))
    assert (said.title, said.publisher, said.published) == ("Ferries", publisher, published)


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ({"article:published_time": "2031-05-04"}, "2031-05-04"),
        ({"article:published_time": "2031-05-04T09:00:00Z", "article:modified_time": "2032-06-09"}, "2031-05-04"),
        ({"dcterms.issued": "2031-05-04", "dcterms.modified": "2032-06-09"}, "2032-06-09"),
        ({"article:modified_time": "2032-06-09"}, "2032-06-09"),
        ({"dcterms.issued": "2031"}, "2031"),
    ],
)
def test_a_page_is_of_the_day_on_which_it_was_updated(told: dict[str, str], published: str, tmp_path: Path) -> None:
    meta = "".join(f'<meta name="{name}" content="{date}">' for name, date in told.items())
    assert read_credits(read(tmp_path, BODY, meta=meta)).published == published


def test_metadata_do_not_hide_a_later_date_that_the_page_shows(tmp_path: Path) -> None:
    shown = "<p>Last updated 9 June 2032 — see all updates</p>"
    meta = '<meta property="article:published_time" content="2031-05-04">'
    assert read_credits(read(tmp_path, BODY + shown, meta=meta)).published == "2032-06-09"


@pytest.mark.parametrize(
    ("opening", "items"),
    [
        ('<ol type="a">', ("a. ropes;", "b. sails;")),
        ('<ol type="A" start="3">', ("C. ropes;", "D. sails;")),
        ('<ol type="i">', ("i. ropes;", "ii. sails;")),
        ('<ol style="color: red; list-style-type: lower-alpha">', ("a. ropes;", "b. sails;")),
        ('<ol style="list-style: upper-roman inside">', ("I. ropes;", "II. sails;")),
        ('<ol type="1">', ("1. ropes;", "2. sails;")),
        ("<ol>", ("1. ropes;", "2. sails;")),
    ],
)
def test_items_keep_the_numbers_and_letters_that_a_page_shows(
    opening: str, items: tuple[str, ...], tmp_path: Path
) -> None:
    loaded = read(tmp_path, f"{BODY}<p>Crews bring:</p>{opening}<li>ropes;</li><li>sails;</li></ol>")
    assert loaded.text.endswith("Crews bring:\n\n" + "\n".join(items) + "\n")
    (listed,) = (block for block in read_structure(loaded).blocks if block.kind is BlockKind.LIST)
    assert tuple(loaded.text[item.start : item.end] for item in listed.items) == items


def test_a_number_that_is_written_in_an_item_is_not_set_before_it_again(tmp_path: Path) -> None:
    items = "<ol><li>(a) ropes;</li><li>(b) sails;</li><li value='7'>oars;</li><li>A. Vale, On oars, 2031.</li></ol>"
    assert read(tmp_path, BODY + items).text.endswith(
        "\n\n(a) ropes;\n(b) sails;\n7. oars;\n8. A. Vale, On oars, 2031.\n"
    )
