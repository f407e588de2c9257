"""Saved web pages: who publishes them, what is only read aloud, and the notes at their foot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.ingestion.loaders.html import load_html
from assistant.settings import Settings
from assistant.types import Loaded

BODY = "<h2>Ropes</h2><p>Crews bring their own ropes and sails to every crossing of the river, in any weather.</p>"


def read(folder: Path, body: str, linked: object = None) -> Loaded:
    path = folder / "page.html"
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    page = f"<html><head><title>Ferries</title>{script}</head><body><main><h1>Ferries</h1>{body}</main></body></html>"
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
