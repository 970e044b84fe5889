"""What must stay secret is in no address that irp stores, publishes, shows or logs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.redaction import redacted, without_secrets

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.org/b.pdf", "https://a.org/b.pdf"),
        ("https://a.org:8443/b.pdf?page=3#in/m.txt", "https://a.org:8443/b.pdf?page=3#in/m.txt"),
        ("https://bob:hunter2@a.org/b.pdf", "https://a.org/b.pdf"),
        ("https://bob:hun@ter2@a.org/b.pdf", "https://a.org/b.pdf"),
        ("https://a.org/b.pdf?X-Amz-Signature=hunter2&id=7", "https://a.org/b.pdf"),
        ("https://a.org/b.pdf?id=7;SIG=hunter2", "https://a.org/b.pdf"),
        ("https://a.org/b.pdf?sv=2022&se=2030&sig=hunter2", "https://a.org/b.pdf"),
        ("https://a.org/b.pdf?access_token=hunter2#x", "https://a.org/b.pdf#x"),
        ("https://a.org/b.pdf#access_token=hunter2", "https://a.org/b.pdf"),
        ("https://a.org/b;jsessionid=hunter2/c.pdf", "https://a.org/b/c.pdf"),
        ("https://a.org/b.pdf?d=AbCdEfGh1234567890AbCdEfGh", "https://a.org/b.pdf"),
        ("s3://key:hunter2@bucket/b.pdf", "s3://bucket/b.pdf"),
        ("http://[::1/b.pdf", "http://[::1/b.pdf"),
        ("http://bob:hunter2@[::1/b.pdf", "http://[::1/b.pdf"),
        ("http://bob:hunter2@host:0x50/b.pdf", "http://host:0x50/b.pdf"),
        ("reports/b.pdf", "reports/b.pdf"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert redacted(url) == shown
    assert without_secrets(f"cannot fetch {url}") == f"cannot fetch {shown}"
    assert redacted(shown) == shown


@given(st.text("abc:/?#&=;@[]%. ", max_size=20), st.text("abc:/?#&=;[]%. ", max_size=20))
def test_whatever_stands_around_it_a_password_is_not_shown(before: str, after: str) -> None:
    """Up to the last "@" before the path everything is a user's name and password."""
    start = (
        before.split("/", maxsplit=1)[0]
        .split("?", maxsplit=1)[0]
        .split("#", maxsplit=1)[0]
        .replace(" ", "")
    )
    assert SECRET not in redacted(f"https://{start}:{SECRET}@host/{after}")


def test_words_without_an_address_are_as_they_were() -> None:
    text = "the password of bob@host is not an address: see docs/problems.md"
    assert without_secrets(text) == text
