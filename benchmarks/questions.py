"""Time what a question to news2017 takes, and print a Markdown table; each in this process, after one warm-up.

python -m benchmarks.questions
python -m benchmarks.questions compare voices
"""

import argparse
import time

from analysis import (
    Study,
    compare_outlets,
    count_terms,
    load_corpus,
    name_choices,
    outlet_distance,
    split_voices,
    stable_k,
)
from analysis.report import report_html

THREE = ["aljazeera", "dw", "tass"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.questions", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", help=f"some of {', '.join(QUESTIONS)}; by default all")
    chosen = parser.parse_args().what or list(QUESTIONS)
    if unknown := [name for name in chosen if name not in QUESTIONS]:
        parser.error(f"{unknown[0]!r} is not known: choose some of {', '.join(QUESTIONS)}")
    news = load_corpus("news2017")
    print("| what | seconds | CPU seconds |\n|---|---:|---:|")
    for name in chosen:
        title, prepare = QUESTIONS[name]
        ask = prepare(news)
        seconds, cpu = time.perf_counter(), time.process_time()
        ask()
        print(f"| {title} | {time.perf_counter() - seconds:.1f} | {time.process_time() - cpu:.1f} |", flush=True)


def _compare(news):
    terms = count_terms(_on_syria_and_russia(news))
    compare_outlets(terms, n_permutations=10, n_bootstraps=10)  # compiles
    return lambda: compare_outlets(terms)


def _distance(news):
    terms = count_terms(_on_syria_and_russia(news))
    return lambda: outlet_distance(terms)


def _on_syria_and_russia(news):
    about = load_corpus("news2017", about=["Syria", "Russia"])
    return about[about["outlet"].isin(THREE)]


def _topics(news):
    terms = count_terms(news, stop_words="english", min_df=15)
    return lambda: stable_k(terms)


def _voices(news):
    return lambda: split_voices(news)


def _names(news):
    return lambda: name_choices(news)


def _report(news):
    study = Study(news, outlets=THREE, about="Syria", voice="own", name="news2017")
    return lambda: report_html(study)


QUESTIONS = {
    "compare": ("three outlets compared, 2,000 permutations, 1,000 bootstraps", _compare),
    "distance": ("distances of the same outlets", _distance),
    "topics": ("number of topics, ten from 4 to 30, 20 refits, 19 null corpora", _topics),
    "voices": ("voices of all articles", _voices),
    "names": ("names of all concepts in all articles", _names),
    "report": ("a report on Al Jazeera, DW and TASS on Syria", _report),
}


if __name__ == "__main__":
    main()
