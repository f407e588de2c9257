"""The page "Who says what": a theme, and a table of what each source says on it, or that it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.drafting.agreement import document_of
from assistant.drafting.comparison import Comparison, compare
from assistant.errors import AssistantError
from assistant.types import Citation, Claim
from ui.exports.answer import page_words
from ui.exports.comparison import FINDINGS, NEAREST
from ui.pages.look import Page
from ui.pages.pieces import html
from ui.pages.sources import link
from ui.server.service import Service

INTRODUCTION = (
    "Give a theme, and see what each source says on it, quoted, or that it is silent. What sources share, "
    "where they differ and what has changed is shown only where it is sure, with the quotations of both sides."
)
PAGE = Page("Who says what", "compare", "Who says what")
# The theme stands behind the "#" of the address, which no server or proxy sees: it can be kept, sent and gone back to.
_THEME_OF_ADDRESS = """() => {
    const told = location.hash.match(/^#theme=(.*)/s);
    try { return told ? decodeURIComponent(told[1]).slice(0, 2000) : ""; } catch { return ""; }
}"""
_INTO_ADDRESS = """(shown) => {
    const made = new DOMParser().parseFromString(shown ?? "", "text/html").querySelector("[data-theme]");
    const theme = made && `#theme=${encodeURIComponent(made.dataset.theme)}`;
    // One theme after another can be gone back to.
    const change = location.hash ? "pushState" : "replaceState";
    if (made && theme !== location.hash) history[change](history.state, "", location.pathname + theme);
    window.icsGoesBack ??= addEventListener("popstate", () => location.reload()) ?? true;
}"""
EXAMPLES = ("protected time for clinical leaders", "diversity of leaders", "suicide prevention", "apprenticeships")


def build(service: Service) -> None:
    """Add the page's components to the Gradio blocks or route that is open."""
    import gradio as gr

    def note(typed: str, event: gr.EventData) -> tuple[Any, str]:
        theme = event.target.value if event.target in examples else typed
        return theme if theme != typed else gr.skip(), theme

    def begin(theme: str) -> tuple[Any, str]:
        return theme or gr.skip(), theme

    def show(theme: str) -> Iterator[str]:
        yield from comparing(service, theme)

    def show_given(theme: str) -> Iterator[str]:
        if theme.strip():
            yield from comparing(service, theme)

    # Gradio looks the name of the type up outside this function, where it is not known.
    note.__annotations__["event"] = gr.EventData
    gr.HTML(html("introduction", text=INTRODUCTION), apply_default_css=False)
    with gr.Row(elem_classes="ics-ask"):
        box = gr.Textbox(label="Theme", lines=1, max_lines=3, max_length=2000, scale=5, min_width=120)
        button = gr.Button("Compare", variant="primary", scale=0, min_width=112)
    with gr.Row(elem_id="ics-themes"):
        examples = [gr.Button(example, scale=0, min_width=0) for example in EXAMPLES]
    shown = gr.HTML(elem_id="comparison", apply_default_css=False)
    # What was asked for, and not what is being typed when the comparison before it ends.
    wanted, given = gr.State(""), gr.State("")
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asking = [button.click, box.submit, *(example.click for example in examples)]
    noted = gr.on(asking, note, box, [box, wanted], queue=False, trigger_mode="multiple", **quiet)
    # Whoever asks again before the first is answered gets what was asked last.
    noted.then(show, wanted, shown, concurrency_limit=None, trigger_mode="always_last", **quiet)
    shown.change(None, shown, None, js=_INTO_ADDRESS, queue=False)
    # Not the box: what is given to such an event begins it again at each change.
    address = gr.Textbox(visible=False)
    begun = gr.on(None, begin, address, [box, given], js=_THEME_OF_ADDRESS, queue=False, **quiet)
    begun.then(show_given, given, shown, concurrency_limit=None, **quiet)


def comparing(service: Service, theme: str) -> Iterator[str]:
    """Yield what is shown while the sources are read, and then the comparison or what went wrong."""
    if not theme.strip():
        yield message("Give a theme first.")
        return
    yield message("Reading what each source says…")
    try:
        with service.assistant(service.place()) as assistant:
            comparison = compare(assistant, theme)
    except AssistantError as error:
        yield message(f"That did not work: {error}")
    else:
        yield comparison_page(comparison)


def message(text: str) -> str:
    """Return a line of text as the page shows it."""
    return html("compare", comparison=None, message=text)


def comparison_page(comparison: Comparison) -> str:
    """Return a comparison as a table, with what was found beside it; everything that a document says is escaped."""
    return html(
        "compare",
        comparison=comparison,
        findings=FINDINGS,
        message=_heard(comparison),
        document_of=document_of,
        lines=_lines,
        nearest=NEAREST,
        link=link,
        where=_where,
    )


def _heard(comparison: Comparison) -> str:
    """Return what a screen reader hears when the comparison is there."""
    speak = sum(not row.silent for row in comparison.rows)
    return comparison.text or f"{speak} of {len(comparison.rows)} sources speak of this."


def _lines(claim: Claim) -> tuple[str, list[str]]:
    """Return a claim's sentence or lead-in, and the items of a list."""
    first, *items = claim.text.split("\n")
    return first, [item.removeprefix("- ") for item in items]


def _where(citation: Citation) -> str:
    """Return where a quotation stands: section, page, and whose words it holds."""
    block = citation.block
    speaker = f"in the words of {block.speaker}" if block and block.speaker else ""
    briefing = "our briefing" if citation.document.is_briefing else ""
    page = page_words(*citation.document.pages_of(citation.span))
    return ", ".join(part for part in (" > ".join(citation.section), page, speaker, briefing) if part)
