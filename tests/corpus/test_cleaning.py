import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.cleaning.article import clean, restore
from analysis.corpus.cleaning.rules import load_rules

WORD = re.compile(r"\w+")
PROSE = "The two ministers met on Friday in the capital to speak about the water of the river, officials said."
MORE_PROSE = "They agreed to meet again in June, and nobody expects that the quarrel will be settled before then."

PIECES = [
    *sorted(load_rules().labels)[::9],
    *sorted(load_rules().list_headings)[::5],
    *sorted(load_rules().form_headings),
    *(
        PROSE,
        MORE_PROSE,
        "MOSCOW, February 7. /TASS/. ",
        "READ MORE: ",
        "Source: Al Jazeera",
        "# ",
        "(AFP, dpa)",
        "«Да»",
    ),
    *(
        "By Ann Lee October 13, 2016",
        'One Response to "x"',
        "Getty Images",
        "http://t.co/x",
        "[x](#)",
        "Tags: a",
        "Page 2",
    ),
    *(
        "John Sample contributed to this report.",
        "The views expressed here are the author's own.",
        "Follow us on Twitter @x.",
    ),
    *(
        "facebook twitter email print send ",
        "Contact the writer at a@b.cn",
        "(03.02.2017)",
        "A book - by Ann Lee",
        "©",
        "@",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\x0c",
        " ",
        "  ",
        "-\n",
        "word-",
        "of the",
        "a",
        "İ",
        "Ä",
        "?",
        '"',
        "\ufffd",
        "#",
        "1",
    ),
]
PAGES = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map("\n".join),
)


def pages():
    """(outlet, title, text, article, words that may stay or go) of every page in pages.txt."""
    blocks = re.split(r"(?m)^=== ", Path(__file__).with_name("pages.txt").read_text(encoding="utf-8"))[1:]
    for block in blocks:
        head, *lines = block.rstrip().split("\n")
        outlet, title = head.split(" | ", 1)
        lines = [line for line in lines if line]
        article, either = (" ".join(line[2:] for line in lines if line[0] == sign) for sign in "+~")
        yield pytest.param(
            outlet, title, "\n".join(line[2:] for line in lines), article, either, id=f"{outlet}: {title}"
        )


def precision_and_recall(found, wanted, either=""):
    """Share of found words that are wanted, share of wanted words that are found; `either` counts for neither."""
    found, wanted, either = (Counter(WORD.findall(text.lower())) for text in (found, wanted, either))
    extra, missing = found - wanted - either, wanted - found
    return 1 - extra.total() / found.total(), 1 - missing.total() / wanted.total()


@pytest.mark.parametrize(("outlet", "title", "text", "article", "either"), list(pages()))
def test_made_up_pages_of_many_sites(outlet, title, text, article, either):
    assert precision_and_recall(clean(text, title, outlet).text, article, either) == (1.0, 1.0)


@pytest.mark.parametrize(("outlet", "title", "text", "article", "either"), list(pages()))
def test_made_up_pages_of_which_nothing_is_known(outlet, title, text, article, either):
    precision, recall = precision_and_recall(clean(text).text, article, f"{either} {title}")
    assert recall == 1.0
    assert precision > 0.93


@given(
    PAGES, st.sampled_from([None, "dw", "bbc", "huffpost", "china-daily"]), st.sampled_from([None, "Related", PROSE])
)
def test_any_text_cleans_with_exact_offsets_and_can_be_put_back(text, outlet, title):
    cleaned = clean(text, title, outlet)
    spans = [*cleaned.removed, *cleaned.flagged]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(left.end <= right.start for left, right in zip(cleaned.removed, cleaned.removed[1:], strict=False))
    assert restore(cleaned) == text
    assert clean(cleaned.text, title, outlet).text == cleaned.text


def test_share_buttons_in_running_text():
    row = "Send Facebook Twitter Google+ Whatsapp Tumblr linkedin stumble Digg reddit Newsvine Permalink"
    assert clean(f"{PROSE} {row} {MORE_PROSE}").text == f"{PROSE} {MORE_PROSE}"


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW, February 7. /TASS/. ",
        "SAN RAMON, California, March 16, 2017 /PRNewswire/.-",
        "KABUL (Reuters) - ",
        "Washington (AFP) — ",
        "MOSCOW, January 5 (RIA Novosti) – ",
        "BEIRUT, Lebanon — ",
        "Erbil, Iraq - ",
        "Washington/ Moscow: ",
        "MOSCOW: ",
    ],
)
def test_datelines(dateline):
    cleaned = clean(dateline + PROSE)
    assert cleaned.text == PROSE
    assert [span.rule for span in cleaned.removed] == ["dateline"]


def test_speakers_of_a_transcript_are_no_datelines():
    text = f"SPEAKER: {PROSE}\n\nMINISTER: {MORE_PROSE}"
    assert clean(text).text == text


@pytest.mark.parametrize(
    "sentence",
    [
        "The Environmental Protection Agency (EPA) said on Friday that the water of the river was clean.",
        "The Dallas, Texas-based company said on Friday that it would build the dam if it were paid in advance.",
        "In Dortmund, Germany - a city of half a million - the talks were followed on a screen in the town.",
        "Google, Facebook, Twitter, Instagram and WhatsApp said on Friday that they would share their maps.",
        "More than two million people subscribe to the channel, which shows the river all day long.",
        "The evidence may not be used in court, the judge said, and the material may not be shown to the press either.",
        "Copyright laws in both countries are older than the bridge, and nobody has read them since it was built.",
        "Use of the bridge is permitted only in daylight, and the army may not be republished as a police force.",
        "It was originally planned to open the dam in May, and the opening was first announced in a speech.",
        "The author of the plan is a former engineer who was born in the valley and has never lived anywhere else.",
        "The views of the villagers do not matter to the engineers, the mayor said, and that has to change.",
        "By the river they sat down, and there they waited for the minister, who had lost his way in the valley again.",
        "He was reporting by telephone from the valley when the bridge fell, and nobody heard his last words.",
    ],
)
def test_sentences_that_only_look_like_furniture_stay(sentence):
    text = f"{PROSE}\n\n{sentence}\n\n{MORE_PROSE}"
    assert clean(text).text == text
    assert clean(sentence).text == sentence


def test_captions_are_told_from_paragraphs_by_being_printed_twice():
    caption = "The two ministers, left and right, walk along the lake on Friday."
    page = f"{PROSE}\n\n{caption}\n{caption}\n\n{MORE_PROSE}"
    assert clean(page).text == f"{PROSE}\n\n{MORE_PROSE}"
    refrain = f"{PROSE}\n\n{MORE_PROSE}\n\n{MORE_PROSE}"
    cleaned = clean(refrain)
    assert cleaned.text == refrain
    assert [span.rule for span in cleaned.flagged] == ["doubled line"]


def test_a_known_title_leaves_the_text_and_an_unknown_one_stays_once():
    page = f"Talks to go on\n\nTalks to go on\n\n{PROSE}"
    assert clean(page).text == f"Talks to go on\n\n{PROSE}"
    assert clean(page, title="Talks To Go On").text == PROSE


def test_what_a_rule_doubts_is_flagged_and_kept():
    note = "Correction: An earlier version of this article gave the wrong name for the river."
    cleaned = clean(f"{PROSE} {MORE_PROSE} {note}")
    assert note in cleaned.text
    assert [(span.rule, span.text) for span in cleaned.flagged] == [("notice", note)]


def test_hard_line_breaks_are_joined_before_any_rule_is_tried():
    text = (
        "The two ministers met in the capital on Friday to speak about the\n"
        "border, the first talks of this kind in more than a year. Nobody was\n"
        "home. They agreed to meet again in June, when the new bridge over the\n"
        "river will have been opened, and to bring their engineers along with\n"
        "them. No date was given for the visit that the govern-\n"
        "ment has been planning since the winter.\n"
    )
    assert clean(text).text == text.replace("govern-\n", "govern").replace("\n", " ").strip()


def test_a_page_break_inside_a_sentence_is_joined_and_a_heading_is_not():
    half = "The farmers of the valley have asked for more water in July and in August, and the minister said that it is"
    assert clean(f"{half}\n\nMoscow's turn to answer, since the last letter came from the valley.").text == (
        f"{half} Moscow's turn to answer, since the last letter came from the valley."
    )
    heading = f"{PROSE}\n\nWhat the talks were for\n\n{MORE_PROSE}"
    assert clean(heading).text == heading


def test_the_audit_names_the_rule():
    page = f"Menu\n\n{PROSE}\n\n3 comments\n\nAnn Lee contributed to this report.\n\nTags: river, dam"
    assert [(span.rule, span.text) for span in clean(page).removed] == [
        ("navigation", "Menu"),
        ("share count", "3 comments"),
        ("credit", "Ann Lee contributed to this report."),
        ("tags", "Tags: river, dam"),
    ]


def test_furniture_of_the_reprinting_site_goes_as_well():
    page = f"{PROSE}\n\nVisit cnn.com/rugby for more news and videos\n\n{MORE_PROSE}"
    assert clean(page, outlet=("rferl", "cnn")).text == f"{PROSE}\n\n{MORE_PROSE}"


@pytest.mark.parametrize("text", ["", " \n ", "Menu", "\ufeff", "a" * 3])
def test_texts_without_an_article(text):
    assert restore(clean(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "facebook " * 20_000,
        "Related\n" * 20_000,
        "@" * 50_000,
        "a: " * 30_000,
        "John Sample contributed to this report. " * 3_000,
        "MOSCOW, February 7. /TASS/. " * 2_000,
        "- " * 50_000,
        "One Response to x\n" * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_repetition_is_no_trap(text):
    start = time.process_time()
    assert restore(clean(text)) == text
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "line",
    [
        "Copyright lawyers won a dozen cases against the station in 2017.",
        "Portal.ru is the website of a ministry that has no other door, the clerk said.",
        '"We depend on the support of readers who pay," the editor told the court.',
        "The brothers met Islamic State (ISIS/ISIL) men at the ford",
        "The recommended dose was one tablet, and nobody took it.",
        "He was the third of 12 witnesses to name the same street.",
    ],
)
def test_sentences_that_resemble_a_pages_foot_stay(line):
    before = "The two sides met on Friday to discuss the truce, their press offices said in a statement."
    behind = "Both said that they would meet again in the spring, when the road over the pass is open to cars."
    text = "\n\n".join([before, line, behind, behind.replace("spring", "autumn") * 3])
    assert line in clean(text).text


@pytest.mark.parametrize(
    "line",
    [
        "214 claps",
        "Average: 4.7 (23 votes)",
        "You can unsubscribe at any time.",
        "Copyright Harbour Press and Media 2017",
        "A guard sweeps the steps of the bank in the old town (Ann Lee/Northern Light)",
        "Welcome to the quarterly of the harbour, ISSN 2634-2456",
    ],
)
def test_counts_ratings_credited_captions_and_notices_go(line):
    before = "The two sides met on Friday to discuss the truce, their press offices said in a statement."
    assert clean(f"{before}\n\n{line}\n\n{before.replace('Friday', 'Monday')}").text.count(line) == 0


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("If you value our work, please become a member today.", False),
        ("Sign up to our newsletter and never miss a story.", False),
        ("Could you spare a coin for our journalism? Every donation helps.", False),
        ('"Sign up for the newsletter," the minister told the hall, to laughter.', True),
        ("The bank asked its customers to sign up for a newsletter that nobody reads.", True),
        ("Join the members of the old guard in Sochi, and one hears another story.", True),
        ("Please become a member. The ministry fined the site for this sentence in March.", True),
    ],
)
def test_a_line_is_an_appeal_when_every_sentence_speaks_to_the_reader(line, kept):
    story = "The two ministers met on Friday to speak about the border, the press office said."
    page = f"{story}\n\n{line}\n\n{story.replace('Friday', 'Monday')}"
    assert (line in clean(page).text) == kept


def test_a_box_about_the_writer_needs_a_heading_or_the_name_above_it():
    story = "The two ministers met on Friday to speak about the border, the press office said."
    note = "Ann Lee is a reporter in Beirut and keeps bees."
    boxed, bare = f"{story}\n\nAnn Lee\n\n{note}", f"{story}\n\n{note}"
    assert clean(boxed, author="Ann Lee").text == story
    assert clean(bare, author="Ann Lee").text == bare
    assert note in clean(boxed, author="Omar Haddad").text


def test_a_pull_quote_is_cut_where_the_article_holds_its_words():
    story = 'The ferryman keeps them in a shed. "They had shrunk in the salt water," he said, and laughed.'
    quote = "“They had shrunk in the salt water”"
    assert clean(f"{story}\n\n{quote}\n\nTwo pairs have been claimed so far, he said.").text.count("shrunk") == 1
    assert quote in clean(f"Nobody came to the shed.\n\n{quote}\n\nTwo pairs have been claimed so far, he said.").text
