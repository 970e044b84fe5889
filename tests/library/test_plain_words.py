"""The small pieces of messages: counts, lists, what is cut off."""

from __future__ import annotations

import pytest

from irp.plain_words import counted, listed, reason_of, shortened


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 lines"), (1, "1 line"), (2, "2 lines"), (1200, "1,200 lines")]
)
def test_a_number_with_its_noun(count: int, words: str) -> None:
    assert counted(count, "line") == words
    assert counted(count, "line", "lines") == words


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_in_a_sentence(items: list[str], words: str) -> None:
    assert listed(items) == words
    assert listed(items, "or") == words.replace(" and ", " or ")


@pytest.mark.parametrize(
    ("longest", "text"), [(13, "good progress"), (12, "good progre…"), (6, "good…"), (1, "…")]
)
def test_a_text_is_cut_to_its_length(longest: int, text: str) -> None:
    assert shortened("good progress", longest) == text


def test_the_reason_of_an_error_is_one_line_in_lower_case() -> None:
    assert reason_of(FileNotFoundError(2, "No such file")) == "no such file"
    assert reason_of(ValueError("First\nsecond")) == "first"
    assert reason_of(ValueError()) == "valueerror"
    assert len(reason_of(ValueError("x" * 900))) == 300
