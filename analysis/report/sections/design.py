"""What the corpus can and cannot show, before anything is compared."""

import pandas as pd

from analysis.figures import draw_design
from analysis.report.markup import Html, bulleted, element, joined, paragraph
from analysis.report.phrases import versus
from analysis.report.picture import picture, table

__all__ = ["design", "guard"]

OUTLETS = {
    "outlet": "outlet", "articles": "articles", "stories": "stories", "tokens": "words counted", "months": "months",
    "first": "first day", "last": "last day", "unknown_dates": "without a date",
    "shared_stories": "stories of another, too",
}  # fmt: skip


def design(study, behind) -> Html:
    """The guard's warnings, then stories and dates, then the smallest difference that would be found."""
    found = study.design
    sizes = found.table.reset_index().rename(columns=OUTLETS)
    return joined([guard(found), table("Articles of each outlet", sizes), _power(found)])


def guard(found) -> Html:
    """The warnings, or that there are none."""
    if not found.warnings:
        return paragraph(
            "Nothing stands against comparing these outlets: each has stories enough for tests and intervals, "
            "and most of them are from months that both sides cover."
        )
    intro = paragraph(element("strong", "Read what follows with this in mind."))
    return element("div", intro, bulleted(found.warnings), class_="warnings")


def _power(found) -> Html:
    rows = found.contrasts.merge(found.detectable, how="left", on=["target", "reference"])
    shown = pd.DataFrame(
        {
            "outlets": [versus(*pair) for pair in zip(rows["target"], rows["reference"], strict=True)],
            "stories": [f"{a} and {b}" for a, b in zip(rows["stories_target"], rows["stories_reference"], strict=True)],
            "months in common": rows["common_months"],
            **{f"{level:,} per million": rows[f"at_{level}"].round(1) for level in (10, 100, 1000)},
        }
    ).dropna(axis="columns", how="all")
    explained = paragraph(
        "How many times more frequent must a word be in one outlet to be found four times in five? The rarer the word, "
        "the larger the difference has to be; what is not listed further down may differ all the same."
    )
    drawn = picture(draw_design(found), "Smallest rate ratio that would be found, for each pair of outlets.")
    return joined([explained, drawn, table("Smallest rate ratio found with 80 % power", shown)])
