"""Text that tries to be more than text, put into every field of a record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel

from irp.record.extraction import Extraction

RUN = "window.ran=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>-->",
    f"]]><script>{RUN}</script>",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror={RUN}>',
    '<img src="https://evil.example/pixel.png">',
    f"<svg onload={RUN}></svg>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>{RUN}</script>'></iframe></foreignObject></svg>",
    f"<svg><a href='javascript:{RUN}'><text>x</text></a></svg>",
    f"<math><mtext><script>{RUN}</script></mtext></math>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<embed src=javascript:{RUN}>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f'" autofocus onfocus="{RUN}',
    f"' onmouseover='{RUN}",
    f"` onmouseover=`{RUN}",
    f"javascript:{RUN}",
    f"JaVaScRiPt\t:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f'https://example.org/" onclick="{RUN}',
    f"<a href=javascript:{RUN} ping=https://evil.example/>x</a>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "</style><style>*{display:none}</style>",
    "</title><h1>injected</h1>",
    f"</template><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"</td></tr></table><script>{RUN}</script>",
    "<form action=https://evil.example/><button>x</button></form>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"\u2028{RUN}\u2029//",
    f'"); {RUN}; ("',
    f"'); {RUN}; ('",
    f"`${{{RUN}}}`",
    "{{ 7 * 7 }}{% for x in (1,) %}x{% endfor %}",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    "__proto__",
    "constructor",
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "con",
    "\x00\x01\x08\x0b\x1b[31m\x7f\x85",
    "\u202eevitagen\u202c \u2066right\u2069 \u200f",
    '=HYPERLINK("https://evil.example","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "<?xml-stylesheet href='https://evil.example/x.xsl'?>",
    "\uff26\uff55\uff4c\uff4c \ufb01 \u202e\ufdfd \U0001f3f4\U000e0067\U000e007f",
    "x" * 3000,
)

Model = TypeVar("Model", bound=BaseModel)


def with_text(model: Model, change: Callable[[str], str]) -> Model:
    """The model with every text in it changed, names of tests and the like too.

    Members of closed vocabularies, numbers and dates stay as they are. What comes out was not
    validated, as a record that somebody tampered with.
    """
    changed = {name: _changed(getattr(model, name), change) for name in type(model).model_fields}
    return model.model_copy(update=changed)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, BaseModel):
        return with_text(value, change)
    if isinstance(value, list):
        return [_changed(one, change) for one in value]
    if isinstance(value, dict):
        return {_changed(key, change): _changed(one, change) for key, one in value.items()}
    if isinstance(value, str) and not isinstance(value, Enum):
        return change(value)
    return value


def tampered(extraction: Extraction, number: int, payload: str) -> Extraction:
    """A record with the payload as every text, its hash its own and its places as they were."""
    changed = with_text(extraction, lambda _: payload)
    source = changed.source.model_copy(
        update={"sha256": hashlib.sha256(f"{number}".encode()).hexdigest()}
    )
    report = changed.report
    assert report
    return changed.model_copy(
        update={
            "schema_version": extraction.schema_version,
            "source": source,
            "provenance": extraction.provenance,
            "report": report.model_copy(
                update={
                    "document_type": extraction.report.document_type if extraction.report else ""
                }
            ),
        }
    )
