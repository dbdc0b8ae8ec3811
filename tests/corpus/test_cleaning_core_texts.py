import hashlib
import json
import os
from pathlib import Path

import pytest
from test_cleaning import precision_and_recall

from analysis.corpus.cleaning.article import clean, restore
from analysis.corpus.identity.identity import identify
from analysis.corpus.repair.mend import repair

FOLDER = os.environ.get("FRAMING_CORE_TEXTS")
SPANS = json.loads(Path(__file__).with_name("seed_spans.json").read_text(encoding="utf-8"))
NEEDS_TEXTS = pytest.mark.skipif(not FOLDER, reason="FRAMING_CORE_TEXTS names no folder with the five files")


def read(name):
    data = (Path(FOLDER) / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == SPANS[name]["sha256"]
    return data.decode("utf-8")


def cut(text, spans):
    return " ".join(text[start:end] for start, end in spans)


@NEEDS_TEXTS
@pytest.mark.parametrize("name", sorted(SPANS))
def test_furniture_gone_and_article_whole(name):
    text = read(name)
    cleaned = clean(repair(text).text)
    precision, recall = precision_and_recall(
        cleaned.text, cut(text, SPANS[name]["article"]), cut(text, SPANS[name]["either"])
    )
    assert precision >= 0.99
    assert recall >= 0.99
    assert restore(cleaned) == repair(text).text


@NEEDS_TEXTS
@pytest.mark.parametrize("name", sorted(SPANS))
def test_the_title_is_told_and_taken_out_of_the_text(name):
    text = repair(read(name)).text
    identity = identify({"text": text})
    start, end = SPANS[name]["either"][0]
    assert identity.title == text[start:end]
    assert identity.title not in clean(text, identity.title, identity.outlet).text


@NEEDS_TEXTS
def test_what_the_five_files_state_of_themselves():
    found = {name: identify({"text": repair(read(name)).text}) for name in SPANS}
    stated = [
        (i.outlet, i.republished_by, i.author, f"{i.date:%Y-%m-%d}" if i.date == i.date else None)
        for i in found.values()
    ]
    assert stated == [
        ("unknown", None, None, None),
        ("rferl", None, None, None),
        ("unknown", "globalsecurity", "Daniel Schearf", "2016-10-13"),
        ("moscow-times", None, "Dmitry Trenin", "2010-11-21"),
        ("unknown", None, None, None),
    ]
    original = found["003_88b5449c8e31528e.txt"]
    assert original.url == "https://www.themoscowtimes.com/2010/11/21/turning-a-happy-hour-into-a-happy-alliance-a3127"
    assert original.genre == "opinion"
