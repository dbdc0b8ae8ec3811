"""The tables of a design: stories and dates of each group, what a contrast has of both, what stands against it."""

from math import comb

import numpy as np
import pandas as pd

from analysis.inference.cells import column_of
from analysis.inference.contrasts import Contrast
from analysis.terms import doc_ids, story_of

__all__ = ["MIN_STORIES", "contrast_row", "group_table", "smallest_p", "story_months", "warnings_of"]


MIN_STORIES = 5  # with fewer stories in a group there are no p-values and no intervals


def smallest_p(n_target: int, n_reference: int) -> float:
    """Smallest two-sided p that permuting labels can give.

    >>> smallest_p(3, 3)
    0.1
    """
    return min(1.0, 2 / comb(n_target + n_reference, n_target))


def story_months(documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per article: group, story, month (NaT where the date is not known), n_words."""
    date = documents["date"] if "date" in documents else pd.Series(pd.NaT, index=documents.index)
    frame = pd.DataFrame(
        {
            "doc_id": doc_ids(documents),
            "group": column_of(documents, by),
            "story": story_of(documents).to_numpy(),
            "date": pd.to_datetime(date).to_numpy(),
            "n_words": documents["n_words"].to_numpy() if "n_words" in documents else 0,
        }
    ).drop_duplicates("doc_id")
    frame["month"] = frame["date"].dt.to_period("M")
    spread = frame.groupby("story")["group"].transform("nunique")
    return frame.assign(shared=spread > 1)


def group_table(stories: pd.DataFrame, groups: list[str], by: str) -> pd.DataFrame:
    grouped = stories.groupby("group")
    table = pd.DataFrame(
        {
            "articles": grouped.size(),
            "stories": grouped["story"].nunique(),
            "tokens": grouped["n_words"].sum(),
            "months": grouped["month"].nunique(),
            "first": grouped["date"].min(),
            "last": grouped["date"].max(),
            "unknown_dates": grouped["date"].agg(lambda dates: int(dates.isna().sum())),
            "shared_stories": stories[stories["shared"]].groupby("group")["story"].nunique(),
        }
    ).reindex(groups)
    table["shared_stories"] = table["shared_stories"].fillna(0).astype(int)
    return table.rename_axis(by)


def contrast_row(stories: pd.DataFrame, contrast: Contrast) -> dict:
    target, reference = contrast.sides(stories["group"].to_numpy())
    own = ~stories["shared"].to_numpy()
    sides = [stories[side & own].drop_duplicates("story") for side in (target, reference)]
    months = [set(side["month"].dropna()) for side in sides]
    common = months[0] & months[1]
    dated = pd.concat(side["month"].dropna() for side in sides)
    known = all(side["month"].notna().any() for side in sides)
    n_target, n_reference = map(len, sides)
    return {
        "target": contrast.target,
        "reference": contrast.reference,
        "stories_target": n_target,
        "stories_reference": n_reference,
        "common_months": len(common),
        "share_in_common": float(dated.isin(common).mean()) if known else np.nan,
        "smallest_p": smallest_p(n_target, n_reference),
        "inference": min(n_target, n_reference) >= MIN_STORIES,
    }


def warnings_of(row: dict, contrast: Contrast) -> list[str]:
    found = []
    if not row["inference"]:
        found.append(
            f"{contrast}: {row['stories_target']} and {row['stories_reference']} stories, fewer than {MIN_STORIES} "
            "in an outlet: no p-values and no intervals, the table only describes"
        )
    if np.isnan(row["share_in_common"]):
        found.append(f"{contrast}: one of them has no known date, so nothing says that the periods overlap")
    elif row["common_months"] == 0:
        found.append(f"{contrast}: no month in which both have stories")
    elif row["share_in_common"] < 0.5:
        found.append(f"{contrast}: only {row['share_in_common']:.0%} of the stories are from months both cover")
    return found
