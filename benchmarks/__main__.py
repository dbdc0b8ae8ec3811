"""Count, compare and find topics with this library and with others, and print Markdown tables.

    python -m benchmarks
    python -m benchmarks --articles 10000 --compared 1000 --repeats 3
    python -m benchmarks --python scattertext=/path/to/another/environment/bin/python

Every tool runs in a process of its own, on the same texts; a repeat goes through all tools before it begins again, and
the fastest time of each is kept. The other tools come with the extra `bench`. Scattertext asks for an older numpy than
this library does: give it an environment of its own and name that environment's Python. What is not installed is
listed as such.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.corpus import resampled_articles

ROOT = Path(__file__).resolve().parents[1]
COUNT = ["TermCounter", "CountVectorizer", "polars"]
COMPARE = ["compare_outlets", "FightingWords formula", "scattertext"]
TOPICS = ["fit_topics", "NMF"]
TWO_OUTLETS, ALL_OUTLETS = 2, 0


def main() -> None:
    arguments = parse(sys.argv[1:])
    pythons = dict(pair.split("=", 1) for pair in arguments.python)
    print(f"# Counting the words of {arguments.articles:,} articles\n")
    counted = run_all(COUNT, resampled_articles(arguments.articles), ALL_OUTLETS, pythons, arguments.repeats)
    print(table(counted, reference="CountVectorizer"))
    print(f"\n# Comparing two outlets, {arguments.compared:,} articles in all\n")
    path = resampled_articles(arguments.compared * 9 // TWO_OUTLETS)
    print(table(run_all(COMPARE, path, TWO_OUTLETS, pythons, arguments.repeats), reference="compare_outlets"))
    print(f"\n# Finding 30 topics in {arguments.factorised:,} articles that are counted already\n")
    path = resampled_articles(arguments.factorised)
    print(table(run_all(TOPICS, path, ALL_OUTLETS, pythons, arguments.repeats), reference="NMF"))


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles whose words are counted")
    parser.add_argument("--compared", type=int, default=2_000, help="articles of the two outlets that are compared")
    parser.add_argument("--factorised", type=int, default=100_000, help="articles in which topics are found")
    parser.add_argument("--repeats", type=int, default=1, help="runs of each tool; the fastest is shown")
    parser.add_argument("--python", action="append", default=[], metavar="TOOL=PATH", help="Python of one tool")
    return parser.parse_args(words)


def run_all(tools: list[str], path: Path, n_outlets: int, pythons: dict[str, str], repeats: int) -> dict[str, dict]:
    """What each tool measured in its fastest run; an empty dict where it could not run."""
    runs = {tool: [] for tool in tools}
    for _ in range(repeats):
        for tool in tools:
            runs[tool].append(run(tool, path, n_outlets, pythons.get(tool, sys.executable)))
    return {tool: min(found, key=lambda run: run.get("seconds", 0.0)) for tool, found in runs.items()}


def run(tool: str, path: Path, n_outlets: int, python: str) -> dict:
    command = [python, str(ROOT / "benchmarks" / "tools.py"), tool, str(path), str(n_outlets)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if "ModuleNotFoundError" in done.stderr:
        return {}
    if done.returncode:
        raise SystemExit(f"{tool} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def table(measured: dict[str, dict], reference: str) -> str:
    speed = f"speed ({reference} = 1)"
    heads = ["tool", "version", "seconds", speed, "CPU seconds", "peak memory, MB", "of it the texts", "terms"]
    rows = [row(tool, found, measured[reference]) for tool, found in measured.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] + ["---:"] * 7, *rows])


def row(tool: str, found: dict, reference: dict) -> list[str]:
    if not found:
        return [tool, "not installed", *[""] * 6]
    speed = reference["seconds"] / found["seconds"]
    times = [f"{found['seconds']:.2f}", f"{speed:.2f}", f"{found['cpu']:.2f}"]
    return [tool, found["version"], *times, *(f"{found[key]:,.0f}" for key in ("peak", "corpus", "terms"))]


if __name__ == "__main__":
    main()
