"""Only the newest question is answered, work can be stopped, and nothing is lost in a thread."""

from threading import Event

import pytest

from analysis.explorer.worker import Worker
from analysis.progress import step


@pytest.fixture
def sent():
    return []


def long_work(begun, go):
    """Says that it has begun, waits to be let on, and takes another step before it answers."""
    yield {"kind": "section", "section": "first"}
    begun.set()
    go.wait(10)
    step(1, 2, "working")
    yield {"kind": "section", "section": "late"}


def test_answers_carry_their_number_and_end_with_done(sent):
    Worker(sent.append).start(3, [{"kind": "section"}]).join(10)
    assert sent == [{"kind": "section", "number": 3}, {"kind": "done", "number": 3}]


def test_answers_to_an_older_question_are_dropped(sent):
    begun, go = Event(), Event()
    worker = Worker(sent.append)
    old = worker.start(1, long_work(begun, go))
    begun.wait(10)
    worker.start(2, [{"kind": "section", "section": "new"}]).join(10)
    go.set()
    old.join(10)
    assert [answer.get("section") for answer in sent if answer["kind"] != "done"] == ["first", "new"]
    assert {answer["number"] for answer in sent if answer["kind"] == "done"} == {2}


def test_a_question_that_arrives_late_is_not_answered(sent):
    worker = Worker(sent.append)
    worker.start(2, []).join(10)
    worker.start(1, [{"kind": "section"}]).join(10)
    assert sent == [{"kind": "done", "number": 2}]


def test_stopped_work_ends_at_its_next_step_and_the_next_question_is_answered(sent):
    begun, go = Event(), Event()
    worker = Worker(sent.append)
    stopped = worker.start(1, long_work(begun, go))
    begun.wait(10)
    worker.stop()
    go.set()
    stopped.join(10)
    assert [answer.get("section") for answer in sent] == ["first"]
    worker.start(2, [{"kind": "section", "section": "next"}]).join(10)
    assert sent[1:] == [{"kind": "section", "section": "next", "number": 2}, {"kind": "done", "number": 2}]


def test_progress_is_told(sent):
    def work():
        step(1, 4, "permuting labels")
        yield {"kind": "section"}

    Worker(sent.append).start(1, work()).join(10)
    assert sent[0] == {"kind": "progress", "done": 1, "total": 4, "label": "permuting labels", "number": 1}


def test_a_fault_is_shown(sent):
    def work():
        yield {"kind": "section"}
        raise KeyError("lost")

    Worker(sent.append).start(1, work()).join(10)
    assert sent[1] == {"kind": "error", "section": None, "message": "KeyError: 'lost'", "number": 1}


def test_the_result_of_stopped_work_is_computed_whole_the_next_time(documents, sent):
    from analysis.explorer import Session
    from analysis.study import Study

    session = Session(Study(documents, outlets=("tass", "dw"), n_permutations=50, n_bootstraps=50))
    ask = {"kind": "ask", "question": session.opening()["question"]}
    worker = Worker(lambda answer: (sent.append(answer), worker.stop() if answer["kind"] == "progress" else None))
    worker.start(1, session.answers(ask)).join(60)
    assert sent[-1]["kind"] == "progress"
    fresh = Session(Study(documents, outlets=("tass", "dw"), n_permutations=50, n_bootstraps=50))
    assert list(session.answers(ask)) == list(fresh.answers(ask))
