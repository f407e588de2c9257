"""The page "Who says what": a theme, and a table of what each source says on it, or that it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from assistant.drafting.agreement import document_of
from assistant.drafting.comparison import Comparison, compare
from assistant.errors import AssistantError
from assistant.text import display
from assistant.types import Citation, Claim
from ui.render import date_words, page_words
from ui.render_comparison import FINDINGS
from ui.service import Service

INTRODUCTION = (
    "Give a theme, and see what each source says on it, in its own words, or that it is silent. What sources share, "
    "where they differ and what has changed is shown only where it is sure, with the quotations of both sides."
)
EXAMPLES = ("protected time for clinical leaders", "diversity of leaders", "suicide prevention", "apprenticeships")


def build(service: Service) -> None:
    """Add the page's components to the Gradio blocks or route that is open."""
    import gradio as gr

    def show(theme: str) -> Iterator[str]:
        yield from comparing(service, theme)

    gr.Markdown(f"# Who says what\n\n{INTRODUCTION}")
    with gr.Row():
        box = gr.Textbox(label="Theme", lines=1, max_length=2000, scale=5)
        button = gr.Button("Compare", variant="primary", scale=1, min_width=80)
    with gr.Row():
        examples = [gr.Button(example, size="md", min_width=160) for example in EXAMPLES]
    shown = gr.HTML(label="Comparison", show_label=False, elem_id="comparison")
    asked = {"concurrency_limit": None, "api_visibility": "private"}
    gr.on([button.click, box.submit], show, [box], [shown], **asked)
    for example in examples:
        example.click(lambda theme: theme, [example], [box], queue=False, api_visibility="private").then(
            show, [example], [shown], **asked
        )


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
    return str(_template().render(message=text))


def comparison_page(comparison: Comparison) -> str:
    """Return a comparison as a table, with what was found beside it; everything that a document says is escaped."""
    return str(_template().render(comparison=comparison, findings=FINDINGS, message=_heard(comparison)))


def _heard(comparison: Comparison) -> str:
    """Return what a screen reader hears when the comparison is there."""
    speak = sum(not row.silent for row in comparison.rows)
    return comparison.text or f"{speak} of {len(comparison.rows)} sources speak of this."


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    environment.filters |= {"dated": date_words, "shown": display, "where": _where}
    environment.globals |= {"document_of": document_of, "lines": _lines}
    return environment.get_template("compare.html.jinja")


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
