import re

import pytest

from analysis.corpus.cleaning.patterns import needed_literal
from analysis.corpus.outlets import KINDS, load_registry, slugify
from analysis.errors import FramingError

BOTH_CORPORA = (
    "strategic-culture",
    "rferl",
    "voa",
    "globalsecurity",
    "moscow-times",
    "carnegie",
    "aljazeera",
    "tass",
    "abc",
    "rte",
    "huffpost",
    "dw",
    "china-daily",
    "bbc",
    "cnn",
)


def test_the_outlets_of_both_corpora_and_thirty_more_are_known():
    registry = load_registry()
    assert all(slug in registry for slug in BOTH_CORPORA)
    assert len(list(registry)) >= len(BOTH_CORPORA) + 30


def test_every_entry_is_sound():
    outlets = list(load_registry())
    assert all(outlet.kind in KINDS and re.fullmatch("[A-Z]{2}", outlet.country) for outlet in outlets)
    domains = [domain for outlet in outlets for domain in outlet.domains]
    assert len(domains) == len(set(domains))
    names = [name.casefold() for outlet in outlets for name in {outlet.name, *outlet.aliases}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("http://europe.chinadaily.com.cn/epaper/1.htm", "china-daily"),
        ("abcnews.go.com", "abc"),
        ("https://www.bbc.co.uk:443/news", "bbc"),
        ("http://go.com/x", None),
        ("http://notbbc.com/x", None),
        ("http://bbc.com.example.org/x", None),
        ("", None),
    ],
)
def test_domains(url, slug):
    found = load_registry().by_domain(url)
    assert (found and found.slug) == slug


def test_a_users_file_extends_and_adds(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[outlet]]\nslug = "dw"\nfurniture = ["Valley letters"]\n\n'
        '[[outlet]]\nslug = "valley-gazette"\nname = "Valley Gazette"\ncountry = "IE"\ndomains = ["valley.example"]\n',
        encoding="utf-8",
    )
    registry = load_registry(mine)
    assert registry["dw"].name == "Deutsche Welle"
    assert registry["dw"].furniture == (*load_registry()["dw"].furniture, "Valley letters")
    assert registry.by_domain("https://news.valley.example/1").slug == "valley-gazette"
    assert "valley-gazette" not in load_registry()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        ("[[outlet]\n", "not valid TOML"),
        ("outlet = 3\n", "must hold"),
        ('[[outlet]]\nname = "x"\n', "each with a slug"),
        ('[[outlet]]\nslug = "Valley Gazette"\n', "a slug has lower-case letters"),
        ('[[outlet]]\nslug = "x"\nkind = "royal"\n', "use one of state, public, private, blog"),
        ('[[outlet]]\nslug = "x"\ncolour = "red"\n', "unknown field 'colour'"),
        ('[[outlet]]\nslug = "x"\nfurniture = ["("]\n', "is not valid"),
        ('[[outlet]]\nslug = "x"\nfurniture = ["a*"]\n', "matches the empty text"),
    ],
)
def test_mistakes_in_a_users_file_are_told_in_one_sentence(tmp_path, content, words):
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(FramingError, match=re.escape(words)):
        load_registry(path)


def test_slugs():
    assert slugify("RTÉ News & Current Affairs") == "rte-news-current-affairs"
    assert slugify("Новости") == "unknown"


@pytest.mark.parametrize("field", ["furniture", "notices", "fingerprints"])
def test_the_text_that_expressions_need_is_in_all_that_they_match(field):
    """An expression is tried only where its text stands, so that text must be part of it, outside of all choices."""
    for outlet in load_registry():
        for pattern in getattr(outlet, field):
            literal = needed_literal(pattern)
            assert literal == "" or literal in re.sub(r"\\(?=[^\w\s])", "", pattern)


@pytest.mark.parametrize(
    ("pattern", "literal"),
    [
        (r"abc?d", "ab"),
        (r"ab+c", "ab"),
        (r"(?:ab)?cd", "cd"),
        (r"ab|cd", ""),
        (r"[ab]cd\.e", "cd.e"),
        (r"\bab\d{2}c", "ab"),
    ],
)
def test_needed_text_of_small_expressions(pattern, literal):
    assert needed_literal(pattern) == literal
