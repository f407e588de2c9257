"""Intervals and paired tests by cluster of paraphrases, each with a fixed seed: the same numbers each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from evals.values import Value

_RESAMPLES = 2_000
_PERMUTATIONS = 9_999
_SEED = 20_261_124

Clusters = Mapping[str, str]  # an item's cluster, by the item's id


def interval(values: Mapping[str, Value], clusters: Clusters) -> tuple[float, float]:
    """Return the 95 % interval of a figure by bootstrap over clusters (percentiles, 2,000 resamples)."""
    summed = _summed(values, clusters)
    draws = np.random.default_rng(_SEED).integers(len(summed), size=(_RESAMPLES, len(summed)))
    parts, wholes = summed[draws].sum(axis=1).T
    shares = parts[wholes > 0] / wholes[wholes > 0]
    if not shares.size:
        return 0.0, 0.0
    low, high = np.quantile(shares, [0.025, 0.975])
    return float(low), float(high)


def _summed(values: Mapping[str, Value], clusters: Clusters) -> NDArray[np.float64]:
    """Return the sums of part and whole of each cluster, of shape (clusters, 2)."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for name, value in values.items():
        sums[clusters[name]][0] += value.part
        sums[clusters[name]][1] += value.whole
    return np.array([sums[name] for name in sorted(sums)], dtype=np.float64).reshape(-1, 2)


def chance_of(differences: Mapping[str, float], clusters: Clusters) -> float:
    """Return how likely a mean difference as large is by chance: two-sided, signs permuted by cluster.

    Where every difference is a whole step between wrong and right, this is McNemar's exact test.
    """
    by_cluster: dict[str, list[float]] = defaultdict(list)
    for name, difference in differences.items():
        by_cluster[clusters[name]].append(difference)
    sums = [sum(each) for each in by_cluster.values()]
    if len(sums) < 2 or not any(sums):
        return 1.0
    if set(sums) <= {-1.0, 0.0, 1.0}:
        lost, gained = sums.count(-1.0), sums.count(1.0)
        return float(stats.binomtest(lost, lost + gained).pvalue)
    told = stats.permutation_test(
        (np.array(sums),), np.mean, permutation_type="samples", n_resamples=_PERMUTATIONS, rng=_SEED
    )
    return float(told.pvalue)


def late(seconds: list[float]) -> float:
    """Return the 95th percentile."""
    return float(np.quantile(seconds, 0.95)) if seconds else 0.0
