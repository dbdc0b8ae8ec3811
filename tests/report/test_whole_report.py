"""The whole page: valid, closed to the world, the same twice, honest where nothing can be said."""

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reading import HOSTILE, Page, articles
from shared_text import shared_runs

from analysis import FramingError, Study, write_report
from analysis.corpus.fetch import fetched_store
from analysis.report import report_html, study_of
from analysis.report.named import outlet_names

FEW = {"n_permutations": 40, "n_bootstraps": 40, "n_topics": 2}
SECTIONS = [
    "question", "answer", "design", "distance", "keyness", "topics", "gap", "naming", "speakers", "evidence", "methods",
    "origin",
]  # fmt: skip


def study(documents, **question):
    return Study(documents, name="planted", **FEW | question)


def copied(html, documents):
    """Runs of eight words that a reader of the page would find in an article; titles aside."""
    return shared_runs({"page.txt": Page(html).text}, documents["text"], allowed=documents["title"].dropna())


def without_pictures_and_code(html):
    return re.sub(r'base64,[^"]*|<pre.*?</pre>', "", html, flags=re.DOTALL)


@pytest.fixture(scope="module")
def planted():
    return report_html(study(articles()))


@pytest.fixture(scope="module")
def page(planted):
    return Page(planted)


def test_the_page_is_valid_and_holds_nothing_that_runs(page):
    assert page.faults == []
    assert page.dangers() == []


def test_the_policy_stands_first_and_forbids_what_the_page_does_not_need(page):
    [policy] = [meta for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policy.get("content").startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert page.elements.index(policy) < page.elements.index(page.all("style")[0])


def test_sections_stand_in_the_order_of_a_reader(page):
    assert [element.get("id") for element in page.all("section")] == SECTIONS


def test_identifiers_are_used_once_and_links_lead_somewhere(page):
    names = [value for name, value in page.attributes() if name == "id"]
    assert len(names) == len(set(names))
    inner = {value[1:] for name, value in page.attributes() if name == "href" and value.startswith("#")}
    assert {"keyness", "behind-1"} <= inner <= set(names)


def test_pictures_and_bars_are_described(page):
    assert page.all("img")
    assert all(image.get("alt") for image in page.all("img"))
    assert all(bar.get("aria-label") for bar in page.all("svg"))


def test_a_planted_difference_is_told_and_leads_to_its_sentences(page):
    assert "gives away, clearly more often than chance, which of the two outlets" in page.section("answer")
    [row, *_] = [cell for cell in page.all("a") if cell.text == "rebels" and cell.get("href").startswith("#behind")]
    [block] = [element for element in page.all("article") if f"#{element.get('id')}" == row.get("href")]
    words = "".join(block.itertext())
    assert words.count("The Syrian rebels shelled a depot.") == 3
    assert "no sentence" in words  # of beta
    assert "Report 0" in words
    assert "2017-02-03" in words


def test_the_voice_of_a_sentence_is_told_in_words_and_in_looks(page):
    [block] = [e for e in page.all("article") if "".join(e.find(".//{*}h4").itertext()) == "Sergey Lavrov"]
    assert {quotation.get("class") for quotation in block.findall(".//{*}blockquote")} == {"quoted"}
    assert "in quotation marks" in "".join(block.itertext())


def test_the_same_study_gives_the_same_bytes_whatever_the_order_of_articles(planted):
    assert report_html(study(articles().iloc[::-1])) == planted


def test_readers_see_names_of_outlets_where_the_code_has_slugs(monkeypatch):
    documents = articles(outlets=("aljazeera", "moscow-times"))
    named = report_html(study(documents))
    monkeypatch.setattr("analysis.report.named.outlet_names", lambda slugs: {})
    with_slugs = report_html(study(documents))
    told = without_pictures_and_code(named)
    assert "Between Al Jazeera and The Moscow Times" in told
    assert "aljazeera" not in told
    assert "moscow-times" not in told
    assert "outlets=['aljazeera', 'moscow-times']" in Page(named).section("origin")
    same = told.replace("Al Jazeera", "aljazeera").replace("The Moscow Times", "moscow-times")
    assert same == without_pictures_and_code(with_slugs)


def test_what_cannot_be_compared_is_told_by_name():
    page = Page(report_html(study_of("core", outlets=("voa", "moscow-times"), **FEW)))
    assert "Voice of America and The Moscow Times have no month in common" in page.section("keyness")
    assert "Voice of America against The Moscow Times: no month" in page.section("design")


def test_outlets_that_would_be_called_the_same_keep_their_slugs():
    assert outlet_names(["aljazeera", "Al Jazeera"]) == {}


def test_hostile_articles_outlets_and_addresses_stay_text():
    documents = articles(spoilt=HOSTILE, outlets=(f"alpha{HOSTILE}", "beta\n$\\frac$"))
    page = Page(report_html(study(documents, about=("Syria",))))
    assert page.faults == []
    assert page.dangers() == []
    assert "<script>alert(1)</script>" in page.text


@pytest.mark.slow
@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
@given(
    st.text(min_size=1, max_size=40),
    st.text(alphabet="<>\"'&/!-=$\\ \u202e\u0000\ufffeabc", min_size=1, max_size=40),
)
def test_whatever_an_article_holds_only_our_elements_are_seen(spoilt, marks):
    documents = articles(5, spoilt=f"{spoilt} {marks}", outlets=("alpha", f"beta {marks}"))
    page = Page(report_html(study(documents, n_permutations=10, n_bootstraps=10)))
    assert page.faults == []
    assert page.dangers() == []


def test_without_texts_not_one_sentence_is_left(planted):
    documents = articles()
    html = report_html(study(documents), with_text=False)
    assert copied(html, documents) == []
    assert copied(planted, documents) != []
    assert "--no-text" in Page(html).section("evidence")
    assert 'href="#behind-' not in html


def test_too_few_stories_give_a_report_that_says_so():
    page = Page(report_html(study(articles(3))))
    assert page.faults == []
    assert "fewer than 5 in an outlet" in page.section("design")
    told = page.section("answer")
    assert "cannot be said" in told
    assert "no word can be tested" in told
    assert "interval" not in told.replace("no interval", "")


def test_counts_without_texts_give_what_they_can(monkeypatch):
    monkeypatch.setattr("analysis.corpus.load.core_articles", dict)  # as for all who have not got the five files
    found = study_of("core", outlets=("rferl", "strategic-culture"), allow_disjoint_dates=True, **FEW)
    page = Page(report_html(found))
    assert page.faults == []
    assert "the documents have no text" in page.section("naming")
    assert "held as counts" in page.section("evidence")
    assert "no word can be tested" in page.section("keyness")
    with pytest.raises(FramingError, match="--about needs the texts of 'core'"):
        study_of("core", about=("Syria",))


def test_outlets_without_a_common_month_are_not_compared():
    page = Page(report_html(study_of("core", outlets=("rferl", "moscow-times"), **FEW)))
    assert "have no month in common" in page.section("keyness")
    assert page.section("answer").count("have no month in common") == 1
    assert "no month in which both have stories" in page.section("design")


def test_one_outlet_alone_has_nothing_to_be_held_against():
    page = Page(report_html(study(articles(), outlets=("alpha",))))
    assert page.faults == []
    assert "Not shown." in page.section("distance")


def test_a_question_that_cannot_be_put_is_an_error_and_leaves_no_file(tmp_path):
    with pytest.raises(FramingError, match="'gamma' is not in the corpus: choose one of alpha, beta"):
        write_report(study(articles(), outlets=("alpha", "gamma")), tmp_path / "report.html")
    with pytest.raises(FramingError, match="voice='loud' is not known: choose one of own"):
        write_report(study(articles(), voice="loud"), tmp_path / "report.html")
    with pytest.raises(FramingError, match="n_sentences=0 shows nothing"):
        write_report(study(articles()), tmp_path / "report.html", n_sentences=0)
    with pytest.raises(FramingError, match="no article is left"):
        write_report(study(articles(), about=("Atlantis",)), tmp_path / "report.html")
    with pytest.raises(FramingError, match="does not exist"):
        write_report(study(articles()), tmp_path / "nowhere" / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_articles_without_a_text_are_counted(monkeypatch):
    documents = articles()
    documents.loc["d000", "text"] = None
    monkeypatch.setattr("analysis.corpus.load_corpus", lambda name: documents)
    page = Page(report_html(study_of("planted", **FEW)))
    assert "Left out: 1 article of the corpus without a text." in page.section("question")


def test_progress_names_every_section_and_one_file_is_written(tmp_path):
    told = []
    write_report(study(articles(), n_permutations=10, n_bootstraps=10), tmp_path / "report.html", progress=told.append)
    assert len(told) == len(SECTIONS)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.slow
@pytest.mark.skipif(not fetched_store("news2017").is_dir(), reason="news2017 is not at hand: framing fetch news2017")
def test_a_report_on_real_articles_is_small_valid_and_without_texts_if_wanted():
    found = study_of("news2017", outlets=("dw", "tass"), about=("Aleppo",), voice="own", **FEW)
    html = report_html(found)
    assert Page(html).faults == []
    assert Page(html).dangers() == []
    assert len(html.encode()) < 5e6
    bare = report_html(found, with_text=False)
    assert copied(bare, found.articles) == []
    assert copied(html, found.articles) != []
