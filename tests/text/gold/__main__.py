"""``python -m tests.text.gold [--half held-out] [--model en_core_web_sm] [--part passages] [--errors]``."""

import argparse
import inspect

import pandas as pd

from analysis.corpus import load_corpus
from tests.text.gold.evaluate import alpha, disagreements, evaluate, labels
from tests.text.gold.voices_gold import ALL, HALVES, WRITTEN, Gold, both, load_passages, load_sentences


def main() -> None:
    """Print how well split_voices, or spans in a file, agree with the gold standard."""
    parser = argparse.ArgumentParser(prog="python -m tests.text.gold", description=main.__doc__)
    parser.add_argument("--half", choices=ALL, default="tune")
    parser.add_argument("--part", choices=["sentences", "passages", "all"], default="all")
    parser.add_argument("--model", help="name of a spaCy model; without it, split_voices works without any")
    parser.add_argument("--spans", help="a CSV or Parquet file of spans to judge in place of split_voices")
    parser.add_argument(
        "--errors", action="store_true", help="print each stretch whose voice differs (shows article text)"
    )
    parser.add_argument("--agreement", action="store_true", help="how well the second reading agrees with the first")
    options = parser.parse_args()
    if options.agreement:
        print(agreement())
        return
    gold = _gold(options.half, options.part)
    found = _spans(options, gold)
    print(
        f"{options.half}, {options.part}: {len(gold.read)} texts, {len(gold.missing)} passages no longer in the corpus"
    )
    print(evaluate(gold, found).round(3).to_string())
    if options.errors:
        for row in disagreements(gold, found).itertuples():
            print(f"{row.doc_id} {row.start}-{row.end} read {row.read}, found {row.found}: {row.text}")


def agreement() -> str:
    """Krippendorff's alpha and the table of the second reading held against the first, same passages."""
    documents = load_corpus("news2017")
    first = both(*(load_passages(half, documents) for half in HALVES))
    second = load_passages("tune", documents, "second_reading.json")
    again = first.read[first.read["doc_id"].isin(second.read["doc_id"])]
    gold = Gold(first.documents, again, first.spans[first.spans["doc_id"].isin(again["doc_id"])])
    (one, letters), (other, _) = labels(gold, gold.spans), labels(gold, second.spans)
    table = evaluate(gold, second.spans).round(3).to_string()
    return f"{len(again)} passages, {letters.sum()} letters, alpha {alpha(one[letters], other[letters]):.3f}\n{table}"


def _gold(half: str, part: str) -> Gold:
    if part == "sentences" or half in WRITTEN:
        return load_sentences(half)
    passages = load_passages(half, load_corpus("news2017"))
    return passages if part == "passages" else both(load_sentences(half), passages)


def _spans(options: argparse.Namespace, gold: Gold) -> pd.DataFrame:
    if options.spans:
        return pd.read_csv(options.spans) if options.spans.endswith(".csv") else pd.read_parquet(options.spans)
    from analysis.text import split_voices

    chosen = {"model": options.model} if "model" in inspect.signature(split_voices).parameters else {}
    return split_voices(gold.documents, **chosen)


if __name__ == "__main__":
    main()
