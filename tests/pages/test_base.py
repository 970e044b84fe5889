"""What all pages stand on: escaping, data for scripts, and a policy that the browser obeys."""

from __future__ import annotations

import builtins
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from irp.errors import MissingExtraError
from irp.pages import base, words
from irp.record.vocabulary import Body, FollowUpKind, Judgement, Outcome, Priority, Status
from pages.browsing import Viewer, violations

PAGE = """{% extends "base.html" %}{% import "marks.html" as marks %}
{% block title %}{{ title }}{% endblock %}
{% block style %}<style>{{ style }}</style>{% endblock %}
{% block body %}<main id="main"><h1>{{ title }}</h1>
{% for one in judgements %}<p>{{ marks.judgement(one) }} {{ marks.judgement(one, short=true) }}</p>
{% endfor %}
{% for one in statuses %}<p>{{ marks.status(one) }}</p>{% endfor %}
{% for one in outcomes %}<p>{{ marks.outcome(one) }}</p>{% endfor %}
</main>{% endblock %}
{% block scripts %}{{ data | data("data") }}<script>{{ script }}</script>{% endblock %}"""

ENDING = "</script><script>alert(1)</script><!--<script>\u2028 & \"'"


def made(folder: Path, *, allow: bool = True) -> Path:
    style, script = base.asset("base.css"), Markup('document.title = "ran";\n')
    path = folder / "page.html"
    text = (
        base.environment()
        .from_string(PAGE)
        .render(
            title="A <b>title</b>",
            style=style,
            script=script,
            data={"text": ENDING},
            judgements=[*Judgement, None],
            statuses=list(Status),
            outcomes=list(Outcome),
            policy=base.policy(styles=[style], scripts=[script] if allow else []),
        )
    )
    path.write_text(text, "utf-8")
    return path


def test_a_style_and_a_script_run_where_the_policy_names_their_hash(
    viewer: Viewer, tmp_path: Path
) -> None:
    page = viewer.open(made(tmp_path))
    assert page.title() == "ran"
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert page.locator("h1").inner_text() == "A <b>title</b>"


def test_a_script_that_the_policy_does_not_name_does_not_run(
    viewer: Viewer, tmp_path: Path
) -> None:
    page = viewer.open(made(tmp_path, allow=False))
    assert page.title() == "A <b>title</b>"
    noticed = viewer.noticed(page)
    assert len(noticed.console) == 1
    assert "Content Security Policy" in noticed.console.pop()


def test_data_arrives_as_it_was_whatever_it_holds(viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(made(tmp_path))
    assert json.loads(page.locator("#data").text_content() or "") == {"text": ENDING}
    assert page.locator("script").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_marks_and_colours_are_accessible(viewer: Viewer, tmp_path: Path, scheme: str) -> None:
    page = viewer.open(made(tmp_path), color_scheme=scheme)
    assert violations(page) == []


def test_axe_would_find_a_violation(viewer: Viewer, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<!doctype html><title>x</title><img src='data:,'>", "utf-8")
    found = violations(viewer.open(path))
    assert any(one.startswith("image-alt") for one in found)
    assert any(one.startswith("html-has-lang") for one in found)


def test_a_request_that_leaves_the_page_is_noticed(viewer: Viewer, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<!doctype html><img src='https://irp.example/x.png'>", "utf-8")
    noticed = viewer.noticed(viewer.open(path))
    assert noticed.requests == ["https://irp.example/x.png"]
    noticed.requests.clear()
    noticed.console.clear()  # the browser's own word on the refused image


def test_the_policy_allows_nothing_that_is_not_named() -> None:
    assert base.policy() == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
        " style-src 'none'; script-src 'none'"
    )
    named = base.policy(styles=["a"], more={"style-src": "'self'", "connect-src": "'self'"})
    assert f"style-src {base.digest('a')} 'self'; " in named
    assert named.endswith("; connect-src 'self'")


def test_a_digest_is_the_one_that_browsers_compute() -> None:
    # https://www.w3.org/TR/CSP3/#external-hash gives no vector; this is openssl's answer.
    assert base.digest("alert(1)") == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def test_a_name_that_nobody_gave_a_template_is_an_error() -> None:
    template = base.environment().from_string("{{ missing }}")
    with pytest.raises(UndefinedError):
        template.render()


def test_an_asset_that_would_end_its_element_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "bad.css").write_text("a::after { content: '</style>' }", "utf-8")
    monkeypatch.setattr(base, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"'</' in bad\.css"):
        base.asset("bad.css")


def test_without_jinja_the_error_says_which_extra_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "jinja2":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"pip install '\.\[pages\]'") as caught:
        base.environment()
    assert caught.value.code == "missing_extra"


def test_a_date_is_printed_as_in_the_reports() -> None:
    assert words.day(date(2022, 6, 7)) == "7 June 2022"


def test_every_member_of_the_vocabularies_has_words() -> None:
    assert set(words.JUDGEMENTS) == set(Judgement)
    assert set(words.BODIES) == set(Body)
    assert set(words.KINDS) == set(FollowUpKind)
    assert set(words.PRIORITIES) == set(Priority)
    assert set(words.STATUSES) == set(Status)
    assert set(words.OUTCOMES) == set(Outcome)


def test_a_count_agrees_with_its_noun() -> None:
    assert [words.count(n, "report") for n in (0, 1, 1000)] == [
        "0 reports",
        "1 report",
        "1,000 reports",
    ]
    assert words.count(2, "body", "bodies") == "2 bodies"
