"""The figures that accepting a run writes for readers outside are those of the accepted run."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.ingestion.briefings import briefings, read_briefing
from assistant.ingestion.catalogue import read_catalogue
from assistant.settings import Settings
from evals.accepted import ACCEPTED, read_accepted
from evals.data import item_of, lines_of
from evals.figures import write_figures


def test_the_committed_figures_are_those_of_the_accepted_run(tmp_path: Path) -> None:
    settings = Settings(briefings=True)
    catalogue = read_catalogue(settings.corpus / "catalogue.toml")
    held = briefings(settings, catalogue).items()
    documents = {name: read_briefing(entry, path, settings, catalogue, "") for name, (entry, path) in held}
    accepted = read_accepted("briefings")
    items = [item_of(json.loads(line), documents) for line in lines_of()]
    written = write_figures(accepted.about, items, accepted.table, tmp_path)
    assert written.read_text("utf-8") == (ACCEPTED / "briefings-figures.json").read_text("utf-8")
    publications = json.loads((ACCEPTED / "publications-figures.json").read_text("utf-8"))
    assert publications["made"] == read_accepted("publications").about["made"]
