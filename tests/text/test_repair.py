"""Repair of characters, and the places of chunks in the repaired line."""

from __future__ import annotations

from unicodedata import is_normalized

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from irp.parser.text.repair import repair_chunks

ODD = "ab .-–‘\n1"
ODD += "\u00ad\ufb01\ufb06\u200b\ufeff\u00a0\u2009\uf0b7\uf06e\u00b7•▪\ufffe\x02\x07\u0301\ud800"
lines = st.text(alphabet=st.sampled_from(ODD) | st.characters(), max_size=30)


def _repair(text: str) -> str:
    return repair_chunks([text])[0]


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        (
            "of\ufb01cers \ufb02ow \ufb00 \ufb03 \ufb04 \ufb05 \ufb06",
            "officers flow ff ffi ffl st st",
        ),
        ("cafe\u0301", "café"),
        ("a\u00a0b\u2009c\u3000d  e", "a b c d e"),
        ("\ufeffze\u200bro\u2060", "zero"),
        ("re\u00adgime pris\u00ad", "regime pris\u00ad"),
        ("re\u00adgime \u00ad", "regime"),
        ("\u00ad", ""),
        ("self\ufffe", "self-"),
        ("over\x02", "over-"),
        ("self\ufffeharm", "self-harm"),
        ("be\x07ll\x9f", "bell"),
        ("\uf0b7 item", "• item"),
        ("\uf0b7item", "• item"),
        ("▪ item", "• item"),
        ("\uf02d item", "• item"),
        ("\u00b7 item", "• item"),
        ("l\u00b7l", "l\u00b7l"),
        ("half \ud800", "half \ufffd"),
        ("  3.1\tText ", "3.1 Text"),
        ("Review team....17", "Review team .... 17"),
        ("Review team ....17", "Review team .... 17"),
        ("and so on...", "and so on..."),
    ],
)
def test_each_repair(raw: str, repaired: str) -> None:
    assert _repair(raw) == repaired


@given(lines)
def test_repaired_text_is_clean(raw: str) -> None:
    text = _repair(raw)
    assert is_normalized("NFC", text)
    assert text == " ".join(text.split())
    assert "\u00ad" not in text[:-1]
    assert not any(char < " " or 0xD800 <= ord(char) < 0xE000 for char in text)


@given(lines)
def test_repair_of_the_repaired_changes_nothing(raw: str) -> None:
    assert _repair(_repair(raw)) == _repair(raw)


@given(st.lists(lines, max_size=6))
def test_places_are_in_order_and_cover_the_text(chunks: list[str]) -> None:
    text, places = repair_chunks(chunks)
    assert len(places) == len(chunks)
    filled = [(start, end) for start, end in places if end > start]
    assert " ".join(text[start:end] for start, end in filled) == text
    assert filled == sorted(filled)


@given(
    st.lists(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1), max_size=6)
)
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    assume(not any("...." in word for word in words))
    text, places = repair_chunks(words)
    assert text == " ".join(words)
    assert [text[start:end] for start, end in places] == words
