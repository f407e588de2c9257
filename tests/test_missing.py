"""Where there is no page a person reads so, and a program is told so."""

from __future__ import annotations

import httpx2 as httpx
import pytest

from tests.served import Server
from ui.shapes import answer as shapes

pytestmark = pytest.mark.slow
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nothing", "/plans/none", "/<script>alert(1)</script>"])
def test_a_browser_is_shown_a_page_that_leads_on(server: Server, path: str) -> None:
    shown = httpx.get(f"{server.address}{path}", headers=BROWSER)
    assert (shown.status_code, shown.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is no page at this address" in shown.text
    assert 'href="/sources"' in shown.text
    assert "alert" not in shown.text


@pytest.mark.parametrize(
    ("path", "headers"), [("/nothing", {}), ("/v1/nothing", BROWSER), ("/v1/documents/none", BROWSER)]
)
def test_a_program_and_whoever_reads_the_api_is_told_as_ever(
    server: Server, path: str, headers: dict[str, str]
) -> None:
    told = httpx.get(f"{server.address}{path}", headers=headers)
    assert told.status_code == 404
    shapes.Problem.model_validate(told.json())
