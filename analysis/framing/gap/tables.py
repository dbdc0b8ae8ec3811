"""The tables of a gap: by term, all terms together, by topic."""

import numpy as np
import pandas as pd

from analysis.framing.gap.kitagawa import AssignedWords, Parts, cross_distances

__all__ = ["COLUMNS", "one_sided", "term_table", "topic_table", "total_table"]

PARTS = ("gap", "agenda", "wording")
COLUMNS = [
    "target", "reference", "term", "n_target", "n_reference", "per_million_target", "per_million_reference",
    "stories_target", "stories_reference", *(f"{part}{end}" for part in PARTS for end in ("", "_low", "_high")),
]  # fmt: skip
ONE_SIDED = 0.9  # of a topic's words in one outlet: nothing to compare its wording with


def term_table(
    words: AssignedWords, names: pd.Index, tested: np.ndarray, parts: Parts, ends: list[float]
) -> pd.DataFrame:
    columns: dict = {"target": words.contrast.target, "reference": words.contrast.reference, "term": names[tested]}
    sides = zip(("target", "reference"), words.counts(), words.stories(), strict=True)
    for side, counts, stories in sides:
        columns[f"n_{side}"] = counts[tested]
        columns[f"per_million_{side}"] = 1e6 * getattr(parts, side)[:, 0]
        columns[f"stories_{side}"] = stories[tested].astype(int)
    for part in PARTS:
        draws = 1e6 * getattr(parts, part)
        low, high = _interval(draws, ends)
        columns |= {part: draws[:, 0], f"{part}_low": low, f"{part}_high": high}
    # Per million the rounding of a product shows; the parts are to add up all the same.
    columns["gap"] = columns["agenda"] + columns["wording"]
    table = pd.DataFrame(columns)[COLUMNS]
    order = np.lexsort((table["term"].to_numpy(dtype=object), -table["gap"].round(6)))
    return table.iloc[order].reset_index(drop=True)


def _interval(draws: np.ndarray, ends: list[float]) -> np.ndarray:
    if draws.shape[1] == 1:
        return np.full((2, len(draws)), np.nan)
    return np.percentile(draws[:, 1:], ends, axis=1)


def total_table(redrawn: Parts, chance: tuple | None, ends: list[float]) -> pd.DataFrame:
    """Distance of all tested terms together and its parts, from halves of the stories, free of what chance adds.

    The interval of the redraws is moved to the value: a redraw holds fewer stories, and chance adds more to it. chance:
    the halves, and the parts under permuted labels; None where there are too few stories for either.
    """
    observed, *draws = redrawn.distances(PARTS).T
    nothing = np.full(len(PARTS), np.nan)
    distance, low, high, chance_high = observed, nothing, nothing, nothing
    if chance is not None and draws:
        halves, permuted = chance
        distance = cross_distances(*halves, PARTS, (redrawn.target + redrawn.reference)[:, 0])
        low, high = np.percentile(draws, ends, axis=0) + distance - np.mean(draws, axis=0)
        by_chance = permuted.distances(PARTS)[:, 1:]
        chance_high = np.percentile(by_chance, 95, axis=1) - by_chance.mean(axis=1)
    share = distance / distance[0] if distance[0] > 0 else nothing
    columns = {"distance": distance, "low": low, "high": high, "chance_high": chance_high, "share": share}
    return pd.DataFrame(columns, index=pd.Index(PARTS, name="part"))


def topic_table(topics, no_subject: list[int], shares: list[np.ndarray]) -> pd.DataFrame:
    table = pd.DataFrame({"topic": topics.components.index, "label": topics.labels.to_numpy()})
    table["merged"] = table["topic"].isin(no_subject)
    for side, share in zip(("target", "reference"), shares, strict=True):
        table[f"share_{side}"] = 0.0
        table.loc[~table["merged"], f"share_{side}"] = share
    return table[["topic", "label", "share_target", "share_reference", "merged"]]


def one_sided(topics: pd.DataFrame, table: pd.DataFrame) -> list[str]:
    found = []
    for topic in topics[~topics["merged"]].itertuples():
        both = topic.share_target + topic.share_reference
        side = "target" if topic.share_target > topic.share_reference else "reference"
        part = getattr(topic, f"share_{side}")
        if both > 0 and part / both >= ONE_SIDED:
            found.append(
                f"topic {topic.topic} ({topic.label}) is {table[side].iloc[0]}'s alone ({part / both:.0%} of it): "
                "what is agenda there may be wording; look at its articles, and merge it if it is no subject"
            )
    return found
