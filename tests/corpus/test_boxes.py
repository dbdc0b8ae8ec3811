"""Lines that are told by their neighbours: each with a look-alike that belongs to the article."""

import pytest

from analysis.corpus.cleaning.article import clean

PROSE = "The two ministers met on Friday in the capital to speak about the water of the river, officials said."
MORE_PROSE = "They agreed to meet again in June, and nobody expects that the quarrel will be settled before then."
LAST_PROSE = "The river rose by a hand's breadth on Sunday, and the ferrymen of both banks went home to eat."
HEAD = f"Water talks go on\n\nBy Ann Lee\n\n{PROSE} {MORE_PROSE} {PROSE}\n\n{MORE_PROSE}"


def kept(*passages: str) -> list[str]:
    """The paragraphs that are left of an article with these passages between its second and its last paragraph."""
    page = "\n\n".join([PROSE, MORE_PROSE, *passages, LAST_PROSE])
    cleaned = clean(page).text
    assert clean(cleaned).text == cleaned
    paragraphs = cleaned.split("\n\n")
    assert (paragraphs[:2], paragraphs[-1]) == ([PROSE, MORE_PROSE], LAST_PROSE)
    return paragraphs[2:-1]


def test_a_box_to_sign_up_goes_with_what_stands_inside_it():
    inside = ["The day in rivers", "All that flows, and what we think of it", "free every weekday morning"]
    assert kept("Sign up for our newsletter", *inside, "Enter your email address", "Subscribe") == []


@pytest.mark.parametrize(
    "inside", [PROSE.replace("Friday", "Monday"), "They did not shake hands.", '"It is our river"']
)
def test_what_stands_between_two_boxes_and_is_the_article_stays(inside):
    assert kept("Sign up for our newsletter", "Subscribe", inside, "Share", "Tweet") == [inside]


@pytest.mark.parametrize(
    "link",
    [
        ["Read more", "The ferry that sank twice in a week"],
        ["Related article", "The ferry that sank twice in a week"],
        ["The ferry that sank twice in a week", "Read more"],
    ],
)
def test_a_title_beside_a_button_belongs_to_the_button(link):
    assert kept(*link) == []


@pytest.mark.parametrize(
    ("passages", "left"),
    [
        (["Read more", "The ferrymen"], ["The ferrymen"]),
        (["Read more", "It is a long way to the other bank."], ["It is a long way to the other bank."]),
        (
            ["The ferry that sank twice in a week", "Read more", "What the ferrymen of the valley say"],
            ["What the ferrymen of the valley say"],
        ),
        (["It is our river, and it was", "Share", "Tweet"], ["It is our river, and it was"]),
    ],
)
def test_headings_and_sentences_beside_such_a_button_stay(passages, left):
    assert kept(*passages)[-1:] == left


def test_a_caption_that_comes_back_with_its_credit_goes():
    caption = "Ferrymen on the bank on Sunday"
    assert kept(caption, f"{caption}. Photograph: Ann Lee/The Valley") == []
    assert (
        kept("The ferrymen speak", "The ferrymen speak of the water, as they do each year in April when it comes.")
        != []
    )


def test_a_line_above_a_bare_credit_is_its_caption_and_a_heading_is_not():
    assert kept("Ferrymen mend a boat on the bank in April", "Photo: Ann Lee / The Valley") == []
    assert kept("What ferrymen say", "Photo: Ann Lee / The Valley") == ["What ferrymen say"]
    page = "\n\n".join(
        ["Talks on water", "Two ministers meet to speak about a river of theirs", "Photo: Ann Lee", PROSE]
    )
    assert "Two ministers meet" in clean(page, title="Talks on water").text


def test_sections_above_the_title_do_not_take_title_and_standfirst_with_them():
    head = ["Sections", "World", "Water", "Talks on water go on", "Two ministers speak about a river of theirs"]
    page = "\n\n".join([*head, "By Ann Lee", PROSE, LAST_PROSE])
    assert clean(page, title=head[3]).text == "\n\n".join([head[4], PROSE, LAST_PROSE])


def test_numbers_of_links_go_where_a_text_browser_lists_the_addresses():
    text = f"[1]Water\n\n{PROSE.replace('river', '[2]river')}\n\n{LAST_PROSE}"
    cleaned = clean(f"{text}\n\nReferences\n\n   1. https://valley.org/water\n   2. https://valley.org/river").text
    assert PROSE in cleaned
    assert "https" not in cleaned
    assert clean(text).text == text


def test_a_site_that_speaks_of_itself_above_its_foot_goes_and_an_article_about_one_stays():
    foot = ["Support", "Donate", "Share", "Tweet", "Most read", "The ferry", "Privacy policy", "© 2017 The Valley"]
    own = "The Russian government has banned independent media, and we had to leave, telling our readers what we saw."
    page = "\n\n".join([HEAD, LAST_PROSE, "Help to keep the valley", own, *foot])
    assert clean(page).text.endswith(LAST_PROSE)
    told = own.replace("we had", "they had").replace("our", "their").replace("we saw", "they saw")
    assert told in clean(page.replace(own, told)).text


def test_teasers_behind_the_tags_go_and_a_note_on_the_writer_stays():
    foot = [
        "Tags: river, water",
        "Share",
        "Tweet",
        "Most read",
        "The ferry",
        "Eels",
        "A boat",
        "Water for sale in town",
    ]
    teaser = "The ferry has sunk again, and this time there were goats on board, said those who saw it from the bank."
    page = "\n\n".join([HEAD, LAST_PROSE, *foot, teaser, "Privacy policy", "© 2017 The Valley. All rights reserved."])
    assert clean(page).text.endswith(LAST_PROSE)
    note = "Ann Lee is a writer who lives on the river and has crossed it four hundred times in her life so far."
    noted = page.replace(teaser, note)
    assert note in clean(noted).text
    assert note in [span.text for span in clean(noted).flagged]


def test_an_article_that_goes_on_behind_a_box_is_no_foot():
    box = ["Share", "Tweet", "Email", "Print", "Comments", "Facebook", "Most read"]
    page = "\n\n".join([HEAD, MORE_PROSE.replace("June", "July"), *box, LAST_PROSE, *box, "Privacy policy"])
    assert LAST_PROSE in clean(page).text


def test_a_button_for_comments_in_mid_article_does_not_end_it():
    rest = [LAST_PROSE.replace("Sunday", day) for day in ("Monday", "Tuesday", "Wednesday")]
    page = "\n\n".join([PROSE, MORE_PROSE, PROSE.replace("Friday", "Saturday"), "Leave a comment", "Share", *rest])
    assert clean(page).text.endswith("\n\n".join(rest))
    comments = ["Leave a comment", "Piet", "March 2, 2017", LAST_PROSE, "Ann", "March 3, 2017", MORE_PROSE]
    commented = clean("\n\n".join([PROSE, MORE_PROSE, PROSE.replace("Friday", "Saturday"), *comments])).text
    assert commented.endswith(PROSE.replace("Friday", "Saturday"))
