"""Saved web pages: who publishes them, what is only read aloud, and the notes at their foot."""

from __future__ import annotations

import json
from pathlib import Path

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
