"""What sites print around articles, line by line and sentence by sentence; beside each what only looks like it."""

import pytest

from analysis.corpus.cleaning.article import clean

PROSE = "The two ministers met on Friday in the capital to speak about the water of the river, officials said."
LAST_PROSE = "The river rose by a hand's breadth on Sunday, and the ferrymen of both banks went home to eat."


@pytest.mark.parametrize(
    ("furniture", "article"),
    [
        ("[1/3] A ferry on the river. REUTERS/Ann Lee", "[1] A ferry on the river is older than its bank."),
        ("Ferrymen at the bank. Ann Lee/The Valley/AP", "Ferrymen at the bank wait for an answer from Lee/The Valley."),
        ("Boats near Rukla. Bundeswehr / CC BY-ND 2.0", "Boats near Rukla carry the letters CC BY their owner's wish."),
        ("A ferry on the river, in June. ANN LEE FOR THE VALLEY", "A ferry on the river sailed FOR the other bank."),
        ("Skip to contentSkip to site index", "Skip to the end, said the ferryman, and you will see who drowns."),
        (
            "This article is more than 3 years old",
            "This article is more than 3 years old, and the river has moved since.",
        ),
        ("Listen to this article · 8:41 min Learn more", "Listen to this article of faith, said the minister."),
        ("4 minute read", "4 minute reads are what the ministry wants from its officials, he said."),
        ("list 2 of 3 Why the river matters", "list 2 of 3 was lost, and with it the names of the boats."),
        ("Related article The ferry that sank twice", "Related article by article, the treaty was torn up."),
        ("Read more The ferry that sank twice", "Read more books about rivers, the minister said."),
        ("[ The ferry that sank twice ]", "[The ferry sank twice, according to its owner.]"),
        ("Keywords river, water, ferry", "Keywords like river and water were cut from the speech."),
        ("(Web editor: Ann Lee, Bob Ray)", "The web editor of the paper saw the ferry sink."),
        (
            "Ann Lee reported from Hama and from Homs.",
            "Ann Lee reported from Hama that the ferry had sunk, and nobody cared.",
        ),
        ("World Comments Off on The ferry", "He left comments off on purpose, said the ferryman of the valley."),
        ("0:00 / 2:11", "0:00 is when the ferry leaves, and 2:11 is when it lands."),
        ("[ 1 ] [ 2 ] [ Next ]", "[ 1 ] is what the ferryman wrote on his boat."),
        (
            "River Notes is a reader-supported publication.",
            "The bank runs a reader-supported library, and nobody reads.",
        ),
        ("To receive new posts, consider becoming a paid subscriber.", "To receive new posts the army dug holes."),
        ("Our letter lands in your in-box on Fridays.", '"It lands in your in-box on Fridays," the ferryman said.'),
        ("For all of The Valley's coverage, click here.", "For all of their coverage, the roofs leaked in April."),
        ("We use Google reCaptcha to protect our website.", "We use Google maps to find the ferry, said the minister."),
        ("To view this video please enable JavaScript.", "To view this video the court needed a machine of 1990."),
        ("This content is not available in your region.", "This content ferryman is not available for boats."),
        ("Scan the QR code to download the app.", "The ferrymen scan the QR code on each ticket by hand."),
        ("Every contribution, however big or small, counts.", "Every contribution to the dam was paid in sand."),
        ("Support The Valley from as little as $1.", "Support the bank gives is worth as little as $1."),
        ("By supporting The Valley, you're helping us.", "By supporting the dam, you can drown a village, he said."),
        (
            "Some information came from Reuters.",
            "Some information came too late for those on the ferry, the report says.",
        ),
        ("Staff writers Mo Eder and Jill Kwan contributed.", "The ferrymen Mo Eder and Jill Kwan contributed a boat."),
        ("Contact reporter Ann Lee at alee@valley.com.", "Contact with the ferry was lost at noon on Sunday."),
        ("Our water coverage is sponsored by Dam Ltd.", "The ferry is sponsored by a company that builds dams."),
        (
            "Found a mistake? Just select the text and press Ctrl+Enter.",
            "Found a mistake in the map, the court was told.",
        ),
        ("Get unlimited digital access for $1 for 6 months.", "Get on the ferry while it floats, said the ferryman."),
        ("To read the whole article, subscribe.", "To read the whole river, one needs a boat, said the ferryman."),
        ("12:40, 9 March 2017 | Ann Lee, exclusively for The Valley", "12:40, and no ferry came, said Ann Lee."),
        ("DER SPIEGEL 6/2020", "DER SPIEGEL of June says that the ferry was sold."),
        ("This story has been refiled to fix a typo.", "The suit was refiled in June, and again in July."),
    ],
)
def test_what_a_site_prints_goes_and_what_resembles_it_stays(furniture, article):
    page = "\n\n".join([PROSE, furniture, LAST_PROSE])
    assert clean(page).text == f"{PROSE}\n\n{LAST_PROSE}"
    text = "\n\n".join([PROSE, article, LAST_PROSE])
    assert clean(text).text == text
