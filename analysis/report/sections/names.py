"""What the outlets call the same thing, and whom they let speak."""

import pandas as pd

from analysis.figures import draw_naming, draw_speakers
from analysis.report.contrasts import contrasts, one_contrast
from analysis.report.markup import Html, element, joined, paragraph
from analysis.report.phrases import count, listed, named, percent, probability, span, versus
from analysis.report.picture import picture, table
from analysis.report.sections.answers import LEVEL
from analysis.report.sections.share_answers import naming_answer, speaking_answer

__all__ = ["naming", "speakers"]

ENOUGH = 10  # mentions under which a concept is only listed
GROUPS, PEOPLE = 10, 5


def naming(study, behind) -> Html:
    """For each thing that is named often enough, the share of its names in each outlet."""
    found = study.naming
    mentions = found.table.groupby("concept", sort=False)["n"].sum()
    often = mentions[mentions >= ENOUGH].index
    seldom = [found.concepts[key].title for key in mentions.index if key not in often]
    whose = "the outlets' own words" if study.voice == "own" else f"{study.voice} words"
    return joined(
        [
            paragraph(
                f"Of all the times an outlet names a thing in {whose}, how often under which name? Writing about the "
                "thing more often makes no difference here. "
                + ("Each name leads to its sentences." if behind.shown else "")
            ),
            paragraph(naming_answer(found, contrasts(study))),
            _firm(_titled(found), study, ["thing", "name"]),
            *(_concept(found.concept(key), key, behind) for key in often),
            paragraph(f"Named too seldom to be shown: {listed(seldom)}.") if seldom else Html(),
        ]
    )


def _concept(found, key: str, behind) -> Html:
    used = found.table[found.table.groupby("name")["n"].transform("sum") > 0]
    links = [
        behind.link("name", f"{name} ({found.concepts[key].title})", {"concept": key, "name": name}, "naming")
        for name in used["name"].drop_duplicates()
    ]
    title = found.concepts[key].title
    drawn = picture(draw_naming(found), f"{title}: share of each name in each outlet, with intervals.")
    wide = _wide(used, "name", "stories_concept")
    return joined([element("h3", title), drawn, table(f"{title}: its names, share of all mentions", wide, links=links)])


def speakers(study, behind) -> Html:
    """Groups by outlet, then the persons quoted most."""
    found = study.speaking
    groups = found.table["group"].drop_duplicates().head(GROUPS)
    rows = found.table[found.table["group"].isin(groups)]
    links = [
        behind.link("speaker", group, found.quotes[found.quotes["group"] == group], "speakers") for group in groups
    ]
    return joined(
        [
            paragraph(
                "Of the words that an outlet quotes, how many belong to whom? Speakers are found by rule and looked up "
                "in a small list of people and offices; “others” are all whom it does not know."
            ),
            paragraph(speaking_answer(found, contrasts(study))),
            picture(draw_speakers(found), "Share of each group of speakers in the quoted words of each outlet."),
            table("Groups of speakers, share of quoted words", _wide(rows, "group", "stories_quoting"), links=links),
            _firm(found.contrasts, study, ["group"]),
            _people(found, study.compared, behind),
        ]
    )


def _people(found, outlets, behind) -> Html:
    rows = pd.concat([found.people[found.people["outlet"] == outlet].head(PEOPLE) for outlet in outlets])
    places = [found.quotes[found.quotes["speaker"] == speaker] for speaker in rows["speaker"]]
    pairs = zip(rows["speaker"], places, strict=True)
    links = [behind.link("speaker", speaker, where, "speakers") for speaker, where in pairs]
    shown = pd.DataFrame(
        {
            "speaker": rows["speaker"].map(named), "outlet": rows["outlet"], "group": rows["group"],
            "quotations": rows["quotations"].round().astype(int), "words": rows["words"].round().astype(int),
            "stories": rows["stories"],
        }
    )  # fmt: skip
    return table(f"The {PEOPLE} speakers with most quoted words in each outlet", shown, links=links)


def _wide(rows: pd.DataFrame, name: str, stories: str) -> pd.DataFrame:
    """One row per name, one column per outlet: share, interval, and stories."""
    sizes = rows.drop_duplicates("outlet").set_index("outlet")[stories]
    heads = {outlet: f"{outlet} ({count(int(n), 'story', 'stories')})" for outlet, n in sizes.items()}
    cells = [
        {name: key, **{heads[row.outlet]: _share(row) for row in part.itertuples()}}
        for key, part in rows.groupby(name, sort=False)
    ]
    return pd.DataFrame(cells)


def _share(row) -> str | None:
    if pd.isna(row.share):
        return None
    ends = "" if pd.isna(row.low) else f" ({span(row.low, row.high, unit='')})"
    return (
        f"{percent(row.share)}{ends}, {count(int(row.stories), 'story', 'stories')}"
        if row.stories
        else percent(0) + ends
    )


def _titled(found) -> pd.DataFrame:
    return found.contrasts.assign(thing=[found.concepts[key].title for key in found.contrasts["concept"]])


def _firm(table_: pd.DataFrame, study, what: list[str]) -> Html:
    """Differences that hold against all others of their family."""
    chosen = [one_contrast(table_, *pair) for pair in contrasts(study)]
    rows = pd.concat(chosen) if chosen else table_.head(0)
    rows = rows[rows["p_fwer"] < LEVEL].sort_values(["p_fwer", *what, "target", "reference"])
    if rows.empty:
        return Html()
    shown = rows[what].reset_index(drop=True)
    pairs = zip(rows["target"], rows["reference"], strict=True)
    shown["outlets"] = [versus(*pair) for pair in pairs]
    shown["shares"] = [
        f"{percent(a)} and {percent(b)}" for a, b in zip(rows["share_target"], rows["share_reference"], strict=True)
    ]
    ends = zip(rows["low"], rows["high"], strict=True)
    shown["difference, 95 % interval"] = [span(low, high, unit=" points") for low, high in ends]
    shown["family-wise p"] = rows["p_fwer"].map(probability).to_numpy()
    return table("Differences that hold against all comparisons together", shown)
