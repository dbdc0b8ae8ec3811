import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.readers.encoding import TooLong, decode, encoding_of, is_binary, text_chunks, text_lines

ENGLISH = "The minister said the talks – held in Geneva – were “useful”.\nNobody else’s view was asked."
RUSSIAN = "Министр сказал, что переговоры были полезны.\nДругих мнений не спрашивали."
FRENCH = "Le ministre a déclaré que les pourparlers étaient utiles, même après l’échec de l’été."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "utf-8-sig"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"), (ENGLISH, "utf-32"), (ENGLISH, "cp1252"), (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-16"), (RUSSIAN, "cp1251"), (FRENCH, "cp1252"), (FRENCH, "utf-8"),
    ],
)  # fmt: skip
def test_text_comes_back_from_each_encoding(text, encoding):
    assert decode(text.encode(encoding)) == text
    assert "".join(text_chunks(io.BytesIO(text.encode(encoding)))) == text
    assert "".join(text_lines(io.BytesIO(text.encode(encoding)))) == text


def test_a_byte_mark_of_the_other_end_is_read():
    assert decode(codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be")) == ENGLISH


def test_utf8_with_a_lost_byte_stays_utf8():
    data = RUSSIAN.encode()
    assert decode(data[:10] + b"\xff" + data[10:]).count("\ufffd") == 1
    assert decode(data[:-2]) == RUSSIAN[:-2] + "\ufffd"


def test_a_sample_may_end_inside_a_character():
    data = RUSSIAN.encode()
    assert all(encoding_of(data[:size], final=False) == "utf-8" for size in range(1, 30))


def test_one_bad_line_harms_no_other():
    lines = [RUSSIAN.split("\n")[0].encode() + b"\n", "caf\xe9 d\xe9j\xe0\n".encode("cp1252"), b"plain\n"]
    assert list(text_lines(io.BytesIO(b"".join(lines)))) == [f"{RUSSIAN.split(chr(10))[0]}\n", "café déjà\n", "plain\n"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_endless_line_is_passed_over(monkeypatch, encoding):
    monkeypatch.setattr("analysis.corpus.readers.encoding.MAX_ARTICLE", 50)
    lines = list(text_lines(io.BytesIO(f"one\n{'x' * 2_000_000}\ntwo\n".encode(encoding))))
    assert lines[0] == "one\n"
    assert TooLong in lines
    assert lines[-1] == "two\n"
    assert sum(len(line) for line in lines if line is not TooLong) < 50 + 2**20


def test_pictures_are_not_text():
    assert is_binary(decode(bytes(range(256)) * 20))
    assert not is_binary(ENGLISH + RUSSIAN + FRENCH)
    assert not is_binary("")


@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(data):
    assert isinstance(decode(data), str)
    assert isinstance("".join(text_chunks(io.BytesIO(data))), str)
    assert all(isinstance(line, str) for line in text_lines(io.BytesIO(data)))


@given(st.text().map(lambda text: text.replace("\0", "")))
def test_utf8_is_read_as_it_was_written(text):
    data = text.encode("utf-8", "surrogatepass") if not any("\ud800" <= c <= "\udfff" for c in text) else b""
    assert decode(data) == (text.removeprefix("\ufeff") if data else "")
