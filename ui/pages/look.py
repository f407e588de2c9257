"""What all pages have in common: colours and type, the head with its skip link, the names of the pages."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from ui.pages.pieces import FOLDER, html, script

NAME = "ICS assistant"
# Of all pages, and then what each has of its own.
STYLES = [FOLDER / f"{name}.css" for name in ("look", "chat", "compare", "plans", "assessments", "sources", "about")]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name in the head, its path, its heading where it has none of its own, and where it is skipped to."""

    name: str
    path: str
    heading: str = ""
    start: str = "content"

    @property
    def title(self) -> str:
        """Return the title of the page's window."""
        return f"{self.name} – {NAME}" if self.path else NAME


def theme() -> gr.themes.Base:
    """Return Gradio's theme in our colours; the style sheet has the rest."""
    font, mono = ["system-ui", "sans-serif"], ["ui-monospace", "monospace"]
    return gr.themes.Base(font=font, font_mono=mono, text_size="lg").set(**_colours())


def header(page: Page, pages: tuple[Page, ...]) -> None:
    """Put the head of a page: past it in one step, the name, and the other pages."""
    gr.HTML(
        html("header", page=page, pages=pages, site=NAME),
        js_on_load=script("header").replace("TITLE", page.title),
        apply_default_css=False,
        elem_id="ics-header",
    )


def _colours() -> dict[str, str]:
    named = {
        "body_background_fill": "var(--ics-paper)",
        "body_text_color": "var(--ics-ink)",
        "body_text_color_subdued": "var(--ics-faint)",
        "background_fill_primary": "var(--ics-paper)",
        "background_fill_secondary": "var(--ics-shade)",
        "block_background_fill": "var(--ics-paper)",
        "block_label_text_color": "var(--ics-ink)",
        "block_title_text_color": "var(--ics-ink)",
        "block_info_text_color": "var(--ics-faint)",
        "border_color_primary": "var(--ics-line)",
        "block_border_color": "var(--ics-line)",
        "input_background_fill": "var(--ics-paper)",
        "input_border_color": "var(--ics-edge)",
        "input_placeholder_color": "var(--ics-faint)",
        "link_text_color": "var(--ics-link)",
        "button_primary_background_fill": "var(--ics-button)",
        "button_primary_background_fill_hover": "var(--ics-button-over)",
        "button_primary_text_color": "var(--ics-button-text)",
        "button_secondary_background_fill": "var(--ics-paper)",
        "button_secondary_background_fill_hover": "var(--ics-shade)",
        "button_secondary_text_color": "var(--ics-link)",
        "checkbox_label_background_fill": "var(--ics-paper)",
        "checkbox_label_background_fill_selected": "var(--ics-shade)",
        "checkbox_label_text_color": "var(--ics-ink)",
        "checkbox_label_text_color_selected": "var(--ics-ink)",
        "checkbox_background_color": "var(--ics-paper)",
        "checkbox_border_color": "var(--ics-edge)",
        "checkbox_background_color_selected": "var(--ics-button)",
        "error_background_fill": "var(--ics-paper)",
    }
    return named | {f"{name}_dark": value for name, value in named.items()}
