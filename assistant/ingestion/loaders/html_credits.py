"""What a web page says of itself: its title, author, publisher and date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.ingestion.dates import latest
from assistant.ingestion.loaders.canonical import clean
from assistant.ingestion.loaders.html_furniture import is_hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A web site's address, as in "GOV.UK".
SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def shown_title(root: HtmlElement, main: HtmlElement) -> str | None:
    """Return the page's title: its one main heading, else what its metadata say, else the window's title."""
    shown = [text for heading in main.iter("h1") if not is_hidden(heading) and (text := clean(heading.text_content()))]
    if len(shown) == 1:
        return shown[0]
    found = _meta(root, "og:title", "dcterms.title", "citation_title", "dc.title")
    title = root.find(".//title")
    return found or (clean(title.text_content()) or None if title is not None else None)


def credits_of(root: HtmlElement) -> tuple[str | None, str | None, str | None]:
    """Return the author, the date of publication and the publisher that the page's metadata name."""
    linked = list(_linked_data(root))
    author = _meta(root, "author", "citation_author", "dcterms.creator", "dc.creator")
    published = latest(
        _meta(
            root,
            "article:published_time",
            "citation_publication_date",
            "dcterms.issued",
            "dc.date.issued",
            "govuk:first-published-at",
            "datepublished",
        )
        or _told(linked, "datePublished"),
        _meta(root, "dcterms.modified", "dc.date.modified", "govuk:public-updated-at"),
    )
    # A site's program notes each change of a letter: that counts only where nobody says when a page was published.
    changed = _meta(root, "article:modified_time", "datemodified") or _told(linked, "dateModified")
    publisher = _meta(root, "citation_publisher", "dcterms.publisher", "dc.publisher", "og:site_name")
    named = [*([publisher] if publisher else []), *_organisations(linked, "publisher")]
    # Where the publisher named is a web site, the organisation that wrote the page is whose word it is.
    if named and SITE.fullmatch(named[0]):
        named = [*_organisations(linked, "author"), *named]
    return author, published or changed, next(iter(named), None)


def _told(linked: list[dict[str, Any]], name: str) -> str | None:
    return next((data[name] for data in linked if isinstance(data.get(name), str)), None)


def _organisations(linked: list[dict[str, Any]], role: str) -> Iterator[str]:
    """Yield the organisations that the linked data name as publishers, or as authors."""
    for data in linked:
        told = data.get(role)
        for one in told if isinstance(told, list) else [told]:
            name = one.get("name") if isinstance(one, dict) else None
            if not isinstance(one, dict) or not isinstance(name, str) or not clean(name):
                continue
            if role == "publisher" or "Organization" in str(one.get("@type")):
                yield clean(name)


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's linked data (JSON-LD); what cannot be read tells nothing."""
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            graph = data.get("@graph", [data]) if isinstance(data, dict) else data
            yield from (entry for entry in graph if isinstance(entry, dict)) if isinstance(graph, list) else ()


def _meta(root: HtmlElement, *names: str) -> str | None:
    for name in names:
        for element in root.iter("meta"):
            says = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
            if says == name and (content := clean(element.get("content", ""))):
                return content
    return None
