"""Results as the tables of the panel."""

import pandas as pd

from analysis.compare import Comparison, Distance
from analysis.explorer.tables import bar, column, look, number, p_value, plain, table
from analysis.framing import Gap, Naming, Speakers
from analysis.inference import Design
from analysis.topics import Topics

__all__ = [
    "design_tables", "distance_table", "gap_table", "groups_table", "keyness_tables", "naming_table", "people_table",
    "topics_tables",
]  # fmt: skip

MOST = 100  # rows on each side of a contrast
PEOPLE = 10  # speakers of each outlet


def design_tables(design: Design) -> list[dict]:
    by = str(design.table.index.name)
    columns = [column(by, "head"), *(column(name, "number") for name in ("articles", "stories", "words", "months"))]
    columns += [
        column("first", "facts"),
        column("last", "facts"),
        column("no date", "number"),
        column("shared stories", "number"),
    ]
    rows = [
        [
            plain(group), number(row.articles), number(row.stories), number(row.tokens), number(row.months),
            plain(row.first), plain(row.last), number(row.unknown_dates), number(row.shared_stories),
        ]
        for group, row in zip(design.table.index, design.table.itertuples(), strict=True)
    ]  # fmt: skip
    return [table("The outlets", columns, rows), _contrasts_table(design)]


def _contrasts_table(design: Design) -> dict:
    columns = [
        column("contrast", "head"), column("stories", "facts"), column("months both cover", "number"),
        column("stories of those months", "number"), column("smallest p possible", "number"),
        column("tests and intervals"),
    ]  # fmt: skip
    levels = [name for name in design.detectable.columns if name.startswith("at_")]
    columns += [column(f"smallest ratio found at {name[3:]} per million", "number") for name in levels]
    found = {(row["target"], row["reference"]): row for row in design.detectable.to_dict("records")}
    rows = [
        [
            _contrast(row), f"{row['stories_target']:,} and {row['stories_reference']:,}", number(row["common_months"]),
            "–" if pd.isna(row["share_in_common"]) else f"{row['share_in_common']:.0%}", p_value(row["smallest_p"]),
            "yes" if row["inference"] else "no: too few stories",
            *(_ratio(found.get((row["target"], row["reference"]), {}).get(name)) for name in levels),
        ]
        for row in design.contrasts.to_dict("records")
    ]  # fmt: skip
    return table("The comparisons", columns, rows)


def distance_table(distance: Distance) -> dict:
    columns = [
        column("contrast", "head"), column("stories", "facts"),
        column("pi, 95 % interval, chance band", "bar", null=0.5), column("p", "number"), column("in words"),
    ]  # fmt: skip
    rows = [
        [
            _contrast(row), f"{row['stories_target']:,} and {row['stories_reference']:,}",
            bar(row["pi"], row["low"], row["high"], 3, (row["placebo_low"], row["placebo_high"])),
            p_value(row["p"]), f"right {100 * row['pi']:.0f} times of 100; a coin: 50",
        ]
        for row in distance.table.to_dict("records")
    ]  # fmt: skip
    return table("Guessing the outlet from one word", columns, rows)


def keyness_tables(comparison: Comparison) -> list[dict]:
    grouped = comparison.table.groupby(["target", "reference"], sort=False)
    return [_keyness_table(target, reference, part) for (target, reference), part in grouped]


def _keyness_table(target: str, reference: str, part: pd.DataFrame) -> dict:
    first, second = plain(target), "the rest" if reference == "rest" else plain(reference)
    ends = pd.concat([part.head(MOST), part.tail(MOST)])
    ends = ends[~ends.index.duplicated()]
    # The strongest of both sides first: those are seen before "show all".
    lean = ends["z"].fillna(ends["log_odds"]).abs().round(9)
    ends = ends.assign(_lean=-lean).sort_values(["_lean", "term"])
    columns = [
        column("word", "look"), column("more in"), column(f"{first}: count", "number"), column("stories", "number"),
        column(f"{second}: count", "number"), column("stories", "number"),
        column("log-odds, 95 % interval", "bar", null=0.0), column("p, all words", "number"), column("q", "number"),
    ]  # fmt: skip
    rows = [
        [
            look(row.term, term=row.term), first if row.log_odds > 0 else second,
            number(row.n_target), number(row.stories_target), number(row.n_reference), number(row.stories_reference),
            bar(row.log_odds, row.low, row.high), p_value(row.p_fwer), p_value(row.q),
        ]
        for row in ends.itertuples()
    ]  # fmt: skip
    words = f"{first} against {second}: the strongest of {len(part):,} words tested"
    return table(words, columns, rows, choice=f"{first} against {second}", shown=12)


def topics_tables(topics: Topics, prevalence: pd.DataFrame) -> list[dict]:
    words = topics.terms[topics.terms["rank"] <= 6].groupby("topic")["term"].agg(list)
    columns = [
        column("topic", "group"), column("its words", "looks"), column("outlet", "head"), column("stories", "number"),
        column("share of the outlet's stories, 95 % interval", "bar", null=0.0), column("p against the rest", "number"),
    ]  # fmt: skip
    rows = []
    for topic, part in prevalence.groupby("topic"):
        for place, row in enumerate(part.itertuples()):
            looks = [look(word, term=word) for word in words[topic]] if place == 0 else []
            rows.append([
                f"{topic + 1}. {plain(topics.labels[topic])}", looks, plain(row.outlet), number(row.stories),
                bar(row.share, row.low, row.high), p_value(row.p_fwer),
            ])  # fmt: skip
    return [table(f"{topics.k} topics of {len(topics.weights):,} articles", columns, rows, shown=200)]


def naming_table(naming: Naming) -> dict:
    used = naming.table.groupby(["concept", "name"], sort=False)["n"].transform("sum") > 0
    by = naming.parameters["by"]
    columns = [
        column("what is named", "group"), column("name", "look"), column("outlet"), column("times", "number"),
        column("of", "number"), column("stories", "number"), column("share, 95 % interval", "bar", null=0.0),
    ]  # fmt: skip
    rows = [
        [
            plain(naming.concepts[row["concept"]].title), look(row["name"], concept=row["concept"], name=row["name"]),
            plain(row[by]), number(row["n"]), number(row["n_concept"]), number(row["stories"]),
            bar(row["share"], row["low"], row["high"]),
        ]
        for row in naming.table[used].to_dict("records")
    ]  # fmt: skip
    return table("Names chosen", columns, rows, shown=24)


def groups_table(speaking: Speakers) -> dict:
    by = speaking.parameters["by"]
    columns = [
        column("who", "group"), column("outlet", "head"), column("quotations", "number"), column("words", "number"),
        column("stories", "number"), column("share of quoted words, 95 % interval", "bar", null=0.0),
    ]  # fmt: skip
    rows = [
        [
            plain(row["group"]), plain(row[by]),
            number(row["quotations"]), number(row["words"]), number(row["stories"]),
            bar(row["share"], row["low"], row["high"]),
        ]
        for row in speaking.table.to_dict("records")
    ]  # fmt: skip
    return table("Groups of speakers", columns, rows, shown=24)


def people_table(speaking: Speakers) -> dict:
    by = speaking.parameters["by"]
    columns = [
        column("speaker", "look"), column("group"), column("outlet"), column("quotations", "number"),
        column("words", "number"), column("stories", "number"),
    ]  # fmt: skip
    most = speaking.people.groupby(by, sort=True).head(PEOPLE)
    rows = [
        [
            look(row["speaker"], speaker=row["speaker"]), plain(row["group"]), plain(row[by]),
            number(row["quotations"]), number(row["words"]), number(row["stories"]),
        ]
        for row in most.sort_values([by, "words", "speaker"], ascending=[True, False, True]).to_dict("records")
    ]  # fmt: skip
    return table("Who is quoted most", columns, rows, shown=30)


def gap_table(gap: Gap) -> dict:
    ends = pd.concat([gap.table.head(MOST // 2), gap.table.tail(MOST // 2)])
    ends = ends[~ends.index.duplicated()]
    ends = ends.assign(_size=-ends["gap"].abs().round(9)).sort_values(["_size", "term"])
    columns = [column("word", "look"), column("stories", "facts")]
    columns += [column(f"{part}, 95 % interval", "bar", null=0.0) for part in ("gap", "agenda", "wording")]
    rows = [
        [
            look(row["term"], term=row["term"]), f"{row['stories_target']:,} and {row['stories_reference']:,}",
            *(bar(row[part], row[f"{part}_low"], row[f"{part}_high"], 0) for part in ("gap", "agenda", "wording")),
        ]
        for row in ends.to_dict("records")
    ]  # fmt: skip
    first = gap.table.head(1).to_dict("records")
    return table(_contrast(first[0]) if first else "No word", columns, rows)


def _contrast(row: dict) -> str:
    return f"{plain(row['target'])} against {'the rest' if row['reference'] == 'rest' else plain(row['reference'])}"


def _ratio(value) -> str:
    return "> 100" if value is not None and value > 100 else number(value, 1)
