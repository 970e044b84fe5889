"""Whether a file holds what its truth says: for tests of the generator itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pypdfium2

from .truth import Truth


def bare(text: str) -> str:
    """A text without white space, hyphens and ligatures, so that lines do not matter."""
    text = unicodedata.normalize("NFC", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))
    return re.sub(r"[\s\u00ad\u2010\ufffe\u0002-]", "", text)


def text_of(file: bytes) -> str:
    if not file.startswith(b"%PDF"):
        return bare(file.decode())
    document = pypdfium2.PdfDocument(file)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return bare("\n".join(pages))


def sentences(truth: Truth) -> Iterator[str]:
    """The sentences that any file of a truth must hold, bare."""
    record = truth.record
    texts = [p["text"] for p in record["summary"]["paragraphs"]]
    texts += [p["text"] for p in record["key_findings"]["paragraphs"]]
    for follow_up in record["follow_ups"]:
        texts += [follow_up["concern"] or "", follow_up["recommendation"] or ""]
        texts += [p["text"] for p in follow_up["paragraphs"]]
        texts += [p["caption"] for p in follow_up["photographs"]]
        texts += [h["text"] for h in follow_up.get("sub_headings", ())]
    texts += [e["text"] for e in record["judgement_summary"]]
    texts += [f["caption"] for f in record["figures"]]
    texts += [m["role"] for m in record["review_team"]]
    texts += [n["text"] for n in record.get("footnotes", [])]
    texts += [cell for t in record.get("tables", []) for row in t["rows"] for cell in row]
    for text in texts:
        for sentence in re.split(r"(?<=[a-z][.?]) (?=[A-Z‘])| • ", text):
            if sentence:
                yield bare(sentence)


def holds(text: str, sentence: str) -> bool:
    """Whether a text holds a sentence, whole or in two parts with a page's end between them."""
    if sentence in text:
        return True
    return any(
        sentence[:cut] in text and sentence[cut:] in text for cut in range(3, len(sentence) - 2)
    )


def missing(truth: Truth, file: bytes) -> list[str]:
    text = text_of(file)
    return [sentence for sentence in sentences(truth) if not holds(text, sentence)]
