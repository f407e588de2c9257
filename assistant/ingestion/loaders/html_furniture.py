"""What belongs to a web page and not to its text: menus, banners, forms, lists of links, hidden parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.text import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEFT_OUT = frozenset(
    "script style noscript template head nav footer form button select option textarea input iframe object embed"
    " svg canvas audio video map dialog menu math".split()
)
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookiebot|onetrust|consent|gdpr|breadcrumbs?|skip-?(?:link|nav|to-content)|share|sharing"
    r"|social(?!-care)|pagination|newsletter|subscribe|popup|modal|navbar|nav|navigation|menu|toc"
    r"|sidebar|side-?nav|page-contents|table-of-contents|on-this-page|back-to-top|feedback|related|recommended|promo"
    r"|banner|alert-bar|masthead|(?:site|page|global|main)-(?:header|footer))(?:[\s_-]|$)",
    re.I,
)
# What is read aloud and not shown.
SPOKEN = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only))(?:[\s_-]|$)", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
FURNITURE_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar".split()
)
CONTENTS = re.compile(
    r"\W*(?:table of )?(?:page )?contents|\W*(?:on|in) this (?:page|section|article)|\W*jump to", re.I
)
# What an aside that leads elsewhere is called.
LEADS_AWAY = re.compile(
    r"\W*(?:related|see also|further (?:reading|information)|read (?:more|next)|more (?:from|on|like|about)"
    r"|you may also|(?:latest|popular|recent) (?:news|posts?|articles?|publications?|updates?|blogs?)"
    r"|share (?:this|on|via)|follow us|sign up|subscribe|newsletter|cookies?\b|is this page useful|print this"
    r"|(?:share|feedback|downloads?)\W*$)",
    re.I,
)
BACK = re.compile(r"(?:back|return) to (?:text|top|contents|content|article)\W*|[\^↑↩⤴]\ufe0e?", re.I)
KEPT_NAMES = frozenset({"body", "main", "article", "p", "a", "td", "th", "li", "span"})
# Of these an id is the title that stands in or above them, and says nothing of what they are.
TITLED = frozenset("h1 h2 h3 h4 h5 h6 table figure blockquote".split())
FEWEST_LINKS = 3
# So many words that are no links are running text.
FEWEST_WORDS = 12


def is_hidden(element: HtmlElement) -> bool:
    """Say whether an element is not shown; what a button on the page opens can be shown."""
    says = (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or bool(HIDDEN.search(element.get("style", "")))
        or bool(SPOKEN.search(element.get("class", "")))
    )
    return says and not _is_opened(element)


def _is_opened(element: HtmlElement) -> bool:
    """Say whether a heading or a button next to it opens an element, as in an accordion."""
    name = element.get("id")
    if not name or element.tag in LEFT_OUT:
        return False
    return bool(element.getroottree().xpath("//*[@aria-controls=$name and not(ancestor::nav)]", name=name))


def names_of(element: HtmlElement) -> str:
    """Return an element's id and classes."""
    return f"{element.get('id', '')} {element.get('class', '')}"


def is_left_out(element: HtmlElement) -> bool:
    """Say whether an element is no part of the text."""
    if not isinstance(element.tag, str) or is_hidden(element):
        return True
    above = element.getparent()
    around = above.tag if above is not None else None
    if element.tag in LEFT_OUT:
        # A quotation's footer names its speaker, and a heading's button is what opens the text below it.
        is_speaker = element.tag == "footer" and next(element.iterancestors("blockquote", "figure"), None) is not None
        is_title = (
            element.tag == "button" and next(element.iterancestors("h2", "h3", "h4", "h5", "h6"), None) is not None
        )
        return not (is_speaker or is_title)
    # An aside is complementary by itself: that it says so tells nothing more of it.
    role = element.get("role", "").lower()
    return (
        (role in FURNITURE_ROLES and (element.tag, role) != ("aside", "complementary"))
        or (element.tag == "header" and around == "body")
        or (element.tag not in KEPT_NAMES and _is_named_furniture(element) and not _holds_title(element))
    )


def _is_named_furniture(element: HtmlElement) -> bool:
    """Say whether an element's class names furniture, or its id where that is not made of a title."""
    if FURNITURE.search(element.get("class", "")):
        return True
    name = element.get("id", "")
    return bool(FURNITURE.search(name)) and element.tag not in TITLED and not _is_section(element, name)


def _is_section(element: HtmlElement, name: str) -> bool:
    """Say whether a heading in an element has the words of its id, and what stands below is no list of links."""
    titles = [title.text_content() for title in element.iter("h2", "h3", "h4", "h5", "h6")]
    linked = "".join(link.text_content() for link in element.iter("a"))
    below = len(_letters(element.text_content())) - len(_letters("".join(titles)))
    return len(_letters(linked)) < below / 2 and any(set(words(name)) <= set(words(title)) for title in titles)


def _holds_title(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def pruned(main: HtmlElement) -> HtmlElement:
    """Return the main element without asides that lead elsewhere, what stands above its title, and ways on the page."""
    for aside in [each for each in main.iter("aside") if not _is_text(each)]:
        aside.drop_tree()
    titles = [title for title in main.iter("h1") if not any(is_left_out(above) for above in _up_to(title, main))]
    if main.tag == "body" and len(titles) == 1:
        for above in _up_to(titles[0], main):
            for before in list(above.itersiblings(preceding=True)):
                before.drop_tree()
            parent = above.getparent()
            if parent is not None:
                parent.text = None
    for link in [each for each in main.iter("a") if BACK.fullmatch(each.text_content().strip())]:
        link.drop_tree()
    for listed in list(main.iter("ul", "ol")):
        if _is_contents(listed):
            _drop_with_title(listed)
    return main


def _is_text(aside: HtmlElement) -> bool:
    """Say whether an aside is a box within the content: words of its own, and not what leads elsewhere."""
    content = next(aside.iterancestors("main", "article", "section"), None)
    if content is None and not aside.xpath("ancestor::*[@role='main']"):
        return False
    titles = [title.text_content() for title in aside.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    called = [aside.get("aria-label", ""), *titles[:1]]
    if _is_named_furniture(aside) or any(LEADS_AWAY.match(name) or CONTENTS.match(name) for name in called):
        return False
    if next(aside.iter("nav", "form", "input"), None) is not None:
        return False
    linked = words(" ".join(link.text_content() for link in aside.iter("a")))
    return len(words(aside.text_content())) - len(linked) >= max(FEWEST_WORDS, len(linked))


def _up_to(element: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and those around it, below the root."""
    while element is not None and element is not root:
        yield element
        element = element.getparent()


def _is_contents(listed: HtmlElement) -> bool:
    """Say whether a list holds nothing but links to places on its page."""
    links = [link for link in listed.iter("a") if link.get("href", "").startswith("#")]
    linked = "".join(link.text_content() for link in links)
    return len(links) >= FEWEST_LINKS and _letters(linked) == _letters(listed.text_content())


def _letters(text: str) -> str:
    return re.sub(r"[\W\d]", "", text)


def _drop_with_title(listed: HtmlElement) -> None:
    title = listed.getprevious()
    if title is not None and CONTENTS.fullmatch(title.text_content().strip()):
        title.drop_tree()
    if listed.getparent() is not None:
        listed.drop_tree()
