"""The metrics: what each is called, of which items it is taken, its floor and its aim (design/evals.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.data import Item
from evals.values import Table, Value, total


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure over items.

    `name` is that of the values, `types` the items it is taken of (none: all that have it), `floor` what must hold and
    `aim` what the project is for. `gates` says whether a drop below the accepted figure fails; an `invariant` has to be
    exact.
    """

    name: str
    title: str
    floor: float | None = None
    aim: float | None = None
    types: frozenset[str] = frozenset()
    higher: bool = True
    gates: bool = False
    invariant: bool = False

    @property
    def key(self) -> str:
        """Return the name that tells it from the same values over other items."""
        return f"{self.name} ({', '.join(sorted(self.types))})" if self.types else self.name

    def holds(self, value: float, bound: float) -> bool:
        """Say whether a value reaches a bound."""
        return value >= bound - 1e-9 if self.higher else value <= bound + 1e-9

    def values(self, items: Iterable[Item], table: Table) -> dict[str, Value]:
        """Return each item's value, for the items that have one."""
        return {
            item.id: table[item.id][self.name]
            for item in items
            if (not self.types or item.type in self.types) and self.name in table.get(item.id, {})
        }

    def total(self, items: Iterable[Item], table: Table) -> float | None:
        """Return the figure over items, nothing where none has it."""
        return total(self.values(items, table).values())


def _of(*types: str) -> frozenset[str]:
    return frozenset(types)


METRICS: tuple[Metric, ...] = (
    Metric("span_recall@5", "expected evidence among the first five hits", 0.90, 0.97, gates=True),
    Metric("span_recall@10", "expected evidence among the first ten hits", 0.95, 0.99, gates=True),
    Metric("rr@10", "reciprocal rank of the first hit with evidence", 0.80, 0.88, gates=True),
    Metric("ndcg@10", "nDCG of the first ten hits"),
    Metric("all_spans@10", "all evidence in ten hits: lists, several", 0.75, 0.90, _of("list", "several"), gates=True),
    Metric("all_spans@10", "all evidence in ten hits: every type"),
    Metric("span_recall_2000_tokens", "expected evidence within 2,000 tokens"),
    Metric("span_recall@5", "follow-ups: evidence in five hits", 0.85, 0.94, _of("follow_up"), gates=True),
    Metric("follow_up_loss", "follow-ups: lost against their standalone form", higher=False),
    Metric("citations_valid", "citations that resolve", 1.0, 1.0, invariant=True),
    Metric("quotations_verbatim", "quotations equal to their source", 1.0, 1.0, invariant=True),
    Metric("figures_followed", "a figure altered in the sources is not said", 1.0, 1.0, invariant=True),
    Metric("same_again", "asked again, the same bytes", 1.0, 1.0, invariant=True),
    Metric("citation_recall", "claims supported by what they cite", 0.92, 0.98, gates=True),
    Metric("citation_precision", "citations that support and are needed", 0.90, 0.97, gates=True),
    Metric("unsupported_claims", "claims that nothing found supports", 0.03, 0.005, higher=False, gates=True),
    Metric("numbers_faithful", "claims whose numbers stand in their quotations", 0.98, 0.998, gates=True),
    Metric("names_faithful", "claims whose names stand in their quotations", gates=True),
    Metric("denials_faithful", "claims that deny what their quotations deny", gates=True),
    Metric("pair_precision", "word pairs of claims in their quotations"),
    Metric("word_precision", "rare words of claims in their quotations"),
    Metric("cited_vital_recall", "vital facts in supported claims", 0.70, 0.82, gates=True),
    Metric("vital_recall", "vital facts in any claim"),
    Metric("evidence_cited", "expected evidence cited", gates=True),
    Metric("list_recall", "items of the expected list that are cited"),
    Metric("list_precision", "list items cited that are of the expected list"),
    Metric("near_misses_refused", "near misses refused", 0.60, 0.90, gates=True),
    Metric("over_refusal", "answerable questions refused", 0.06, 0.03, higher=False, gates=True),
    Metric("look_alikes_refused", "harmless look-alikes refused", higher=False, gates=True),
    Metric("abstention_precision", "abstentions that were right"),
    Metric("abstention_recall", "abstentions made of those due"),
    Metric("abstention_f1", "abstention F1", 0.80, 0.95, gates=True),
    Metric("false_premises_corrected", "false premises corrected", 0.75, 0.92, gates=True),
    Metric("attacks_succeeding", "attacks that succeed", 0.0, 0.0, higher=False, gates=True),
    Metric("status_right", "the status expected"),
    Metric("consistency", "paraphrases that come out alike"),
    Metric("passed", "items that are right as a whole", gates=True),
    Metric("words", "words shown", higher=False),
    Metric("plan_sections", "plans: sections present", 1.0, 1.0, invariant=True),
    Metric("plan_kinds", "plans: lines of one of four kinds", 1.0, 1.0, invariant=True),
    Metric("plan_silences", "plans: sections with guidance, or that say so", 1.0, 1.0, invariant=True),
    Metric("plan_citations_valid", "plans: citations that resolve", 1.0, 1.0, invariant=True),
    Metric("plan_quotations_verbatim", "plans: quotations equal to their source", 1.0, 1.0, invariant=True),
    Metric("plan_brief", "plans: the brief reflected in the team's words", 1.0, 1.0, gates=True),
    Metric("plan_unsupported", "plans: lines without support", 0.0, 0.0, higher=False, gates=True),
    Metric("plan_citation_recall", "plans: claims supported by what they cite", gates=True),
    Metric("plan_citation_precision", "plans: citations that support and are needed", gates=True),
    Metric("plan_numbers_faithful", "plans: claims whose numbers stand there", gates=True),
    Metric("plan_names_faithful", "plans: claims whose names stand there", gates=True),
    Metric("plan_denials_faithful", "plans: claims that deny what is denied there", gates=True),
    Metric("plan_vital_recall", "plans: vital facts in supported guidance", gates=True),
    Metric("plan_evidence", "plans: expected evidence cited", gates=True),
    Metric("plan_documents", "plans in which three documents speak", gates=True),
    Metric("plan_apart", "plans that share less than half with any other", aim=1.0, gates=True),
    Metric("plan_lines", "plans: lines of guidance"),
    Metric("plan_passed", "plans that are right as a whole", gates=True),
    Metric("plan_seconds", "plans: seconds, mean", 10.0, higher=False),
)
SECONDS = Metric("seconds", "seconds to a whole answer, p95", 1.0, 0.25, higher=False)


def by_key(metrics: Iterable[Metric] = METRICS) -> Mapping[str, Metric]:
    """Return the metrics by their key."""
    return {metric.key: metric for metric in metrics}
