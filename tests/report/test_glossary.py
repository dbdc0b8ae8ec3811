"""One glossary: the README's table is the one that reports show."""

from pathlib import Path

from analysis.report import glossary

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_shows_the_same_glossary():
    part = README.read_text(encoding="utf-8").split("## What the words mean")[1].split("\n\n")[1]
    rows = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in part.splitlines()[2:]]
    assert rows == list(glossary()[["word", "means", "does_not_mean"]].itertuples(index=False, name=None))
