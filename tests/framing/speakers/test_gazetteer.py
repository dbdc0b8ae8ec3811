import pytest

from analysis import FramingError
from analysis.framing.speakers.gazetteer import FORMER, NOT_STATED, OTHER, load_gazetteer


@pytest.mark.parametrize(
    ("speaker", "group"),
    [
        ("Dmitri Peskov", "Russian state"),
        ("Mr Trump", "US government"),
        ("Republican Sen. John McCain", "US Congress and parties"),
        ("Sarah Sanders", "US government"),
        ("Mr Sanders", OTHER),  # two people of that name
        ("De Mistura", "United Nations"),
        ("Bashar al-Assad", "Syrian government"),
        ("Russia's ambassador to the UN", "Russian state"),
        ("the UN special envoy for Syria", "United Nations"),
        ("a Syrian opposition official", "Syrian opposition"),
        ("a Syrian official", "Syrian government"),
        ("a Syrian baker", OTHER),
        ("a former CIA director", FORMER),
        ("Iraqi officials", "other states"),
        ("two officials", "unnamed officials and sources"),
        ("A witness", "residents and witnesses"),
        ("he", OTHER),
        ("", NOT_STATED),
        (None, NOT_STATED),
        (float("nan"), NOT_STATED),
    ],
)
def test_who_speaks_for_whom(speaker, group):
    assert load_gazetteer().look_up(speaker).group == group


def test_a_users_file_is_used_and_its_mistakes_are_named(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[group]]\nname = "bakers"\nroles = ["baker"]\n[group.people]\n"Ann Lee" = "head baker"\n')
    mine = load_gazetteer(path)
    assert mine.look_up("a Syrian baker").group == "bakers"
    assert mine.look_up("Ms Lee").office == "head baker"
    for text, words in [
        ("[[group]\n", "cannot be read"),
        ("[[group]]\nbodies = []\n", "has no name"),
        ('[[group]]\nname = "x"\nboddies = []\n', "group 'x' has 'boddies'"),
        ('[[group]]\nname = "x"\nbodies = ["("]\n', "group 'x', body '\\('"),
    ]:
        wrong = tmp_path / f"{len(text)}.toml"
        wrong.write_text(text)
        with pytest.raises(FramingError, match=words):
            load_gazetteer(wrong)


def test_every_entry_is_sound():
    gazetteer = load_gazetteer()
    for group in gazetteer.groups:
        for name in group.get("people", {}):
            assert gazetteer.look_up(name).group == group["name"], name
