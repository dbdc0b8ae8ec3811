import pytest

from analysis import FramingError
from analysis.framing import load_concepts

ONE = """
[[concept]]
key = "one"
{body}
"""


def test_built_in_concepts_are_those_that_are_promised():
    concepts = load_concepts()
    assert list(concepts) == [
        "syrian-government", "syrian-opponents", "islamic-state", "russia-in-syria", "crimea-2014", "eastern-ukraine",
        "nato-enlargement", "civilian-deaths", "sanctions", "us-led-coalition",
    ]  # fmt: skip
    assert all(concept.note.strip() and len(concept.labels) >= 4 for concept in concepts.values())
    assert {"intervention", "operation", "campaign", "aggression"} <= set(concepts["russia-in-syria"].labels)
    assert {"annexation", "reunification", "accession"} <= set(concepts["crimea-2014"].labels)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("title = 1", "line 4: concept 'one': title must be text"),
        ("[concept.names]\na = 'x'", "line 5: concept 'one': a must be a list"),
        ("[concept.names]\na = ['x']\nb = ['y', '(z']", r"line 6: concept 'one', b: pattern '\(z'"),
        ("context = ['y']", "line 2: concept 'one' has no names"),
        ("[concept.in_context]\na = ['x']", "line 4: concept 'one' has names that count only in context, but no"),
        ("nams = 1", "line 4: concept 'one': field 'nams' is not known"),
        ("names = ['x']", "line 4: concept 'one': names must be a table"),
        ("[concept.names]\na = ['x'\n[[concept]]\nkey='one'", r", concept 'one': not a TOML file: .*line \d"),
        ("[names]\na = ['x']", "line 4: 'names' is not known: choose one of .*concept.names"),
        ("[concept.names]\na = []", "line 5: concept 'one', a: there is no pattern"),
        ("[concept.names]\na = ['']", "line 5: concept 'one', a: pattern ''"),
        ("[concept.names]\na = ['x']\nb = ['x']", "line 6: concept 'one', b: pattern 'x' stands under 'a' as well"),
        ("names = {a = ['x'], b = 'y'}", "line 4: concept 'one': b must be a list"),
        ("names.a = ['x']\n[[concept]]\nkey = \"one\"\nnames.a = ['x']", "line 6: concept 'one' stands twice"),
        ("[concept.names]\na = ['x']\n[[concept]]\ntitle = 'T'", "line 6: concept number 2 has no key"),
    ],
)  # fmt: skip
def test_an_error_in_a_file_names_line_and_concept(tmp_path, body, message):
    path = tmp_path / "mine.toml"
    path.write_text(ONE.format(body=body), encoding="utf-8")
    with pytest.raises(FramingError, match=rf"^mine\.toml.*{message}"):
        load_concepts(path)


def test_a_missing_or_empty_file_is_one_sentence(tmp_path):
    with pytest.raises(FramingError, match=r"none\.toml' does not exist"):
        load_concepts(tmp_path / "none.toml")
    (tmp_path / "empty.toml").write_text("")
    with pytest.raises(FramingError, match="line 1: no concept found"):
        load_concepts(tmp_path / "empty.toml")


def test_letters_in_another_encoding_are_said_with_their_line(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(ONE.format(body="title = 'é'").encode("latin-1"))
    with pytest.raises(FramingError, match=r"mine\.toml, line 4: not UTF-8: save the file"):
        load_concepts(path)


def test_a_changed_file_is_read_anew(tmp_path):
    path = tmp_path / "mine.toml"
    for name in ("aaa", "bbbb"):
        path.write_text(ONE.format(body=f"[concept.names]\n{name} = ['x']"), encoding="utf-8")
        assert load_concepts(path)["one"].labels == [name]
