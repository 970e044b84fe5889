"""The polite client: one request at a time, a gap after each, a cooldown when the site asks.

All network traffic goes through ``PoliteClient``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self, TypeVar

import httpx2
import stamina
from stamina.instrumentation import get_on_retry_hooks, set_on_retry_hooks

from irp.sync.clock import Clock
from irp.sync.errors import CooldownError, FetchError
from irp.sync.http import bodies
from irp.sync.http.addresses import Guard
from irp.sync.http.cooldown import Cooldown
from irp.sync.http.network import explained, failing_alone, retry_after
from irp.sync.http.robots import Robots, robots_address
from irp.sync.http.transport import Budget, GuardedTransport
from irp.sync.http.urls import host_of
from irp.sync.settings import Settings
from irp.version import __version__

T = TypeVar("T")
Consume = Callable[[httpx2.Response], T]

REDIRECTS: Final = 5
NOT_MODIFIED: Final = 304
_TOO_MANY: Final = 429
_BUSY: Final = 503
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_FOR_A_MOMENT: Final = frozenset({408, 500, 502, 503, 504})
_PATIENCE: Final = 60.0
"""Longest Retry-After, in seconds, that a run waits for; a longer one starts a cooldown."""


@dataclass(frozen=True)
class HttpAnswer:
    """The answer to a request.

    Attributes:
        url: the address requested.
        final_url: the address that answered, after redirects.
        status: 200, or 304 if the copy we have is current.
        headers: of the answer.
        text: the page's text; empty for a PDF.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    text: str = ""


@dataclass
class Traffic:
    """The load that the run put on the site.

    Attributes:
        requests: by host.
        statuses: answers by HTTP status; "none" if there was no answer.
        received: bytes, including headers.
        sent: bytes.
        seconds: time spent in requests, without the gaps between them.
    """

    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    received: int = 0
    sent: int = 0
    seconds: float = 0.0


class PoliteClient:
    """Fetches pages and PDFs; use it in a ``with`` statement.

    Args:
        settings: the site, and the limits of a request.
        clock: times the gaps.
        cooldown: whether requests are allowed now; a 429 starts one.
        guard: which addresses may be requested.
    """

    def __init__(
        self, settings: Settings, clock: Clock, silence: Cooldown, guard: Guard | None = None
    ) -> None:
        self._site = settings.site
        self._limits = settings.limits
        self._clock = clock
        self._cooldown = silence
        self._guard = guard or Guard(settings.site)
        self._robots = Robots(self.user_agent)
        self._budget = Budget()
        self._free_at: float | None = None
        self._failed_in_a_row = 0
        self.traffic = Traffic()
        self._client = httpx2.Client(
            transport=GuardedTransport(self._guard, self._budget),
            headers={"User-Agent": self.user_agent, "Accept-Language": "en-GB,en"},
            timeout=self._limits.read_seconds,
            follow_redirects=False,
            trust_env=False,
        )

    @property
    def user_agent(self) -> str:
        """The program and its operator's contact."""
        return f"hmip-irp/{__version__} (nightly reader; contact: {self._site.contact})"

    @property
    def failed_in_a_row(self) -> int:
        """How many addresses have failed since the last success."""
        return self._failed_in_a_row

    def __enter__(self) -> Self:
        # stamina logs each retry through structlog, which writes to standard output by default.
        self._hooks = get_on_retry_hooks()
        set_on_retry_hooks([])
        return self

    def __exit__(self, *_: object) -> None:
        set_on_retry_hooks(self._hooks)
        self._client.close()

    def page(self, url: str) -> HttpAnswer:
        """Fetch a page.

        Raises:
            FetchError: it cannot be downloaded, or is not a page.
        """

        def text(response: httpx2.Response) -> str:
            return bodies.page_text(response, limit=self._limits.page_bytes)

        headers = {"Accept": "text/html,application/xml;q=0.9", "Accept-Encoding": "gzip"}
        return self._fetch(url, headers, text)

    def pdf(
        self, url: str, sink: bodies.Sink, validators: Mapping[str, str] | None = None
    ) -> HttpAnswer:
        """Fetch a PDF into a file.

        Args:
            url: its address.
            sink: takes the bytes; each attempt starts again, so a file needs ``truncate``.
            validators: If-None-Match and If-Modified-Since headers, to ask whether it changed.

        Raises:
            FetchError: it cannot be downloaded, or is not a PDF.
        """

        def take(response: httpx2.Response) -> str:
            rewind = getattr(sink, "truncate", None)
            if rewind:
                rewind(0)
            bodies.take_pdf(response, sink, limit=self._limits.pdf_bytes)
            return ""

        headers = {"Accept": "application/pdf", "Accept-Encoding": "identity"}
        return self._fetch(url, {**headers, **(validators or {})}, take)

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the host's robots.txt names."""
        return self._robots.sitemaps(robots_address(url))

    # ------------------------------------------------------------------ one address

    def _fetch(self, url: str, headers: Mapping[str, str], consume: Consume[str]) -> HttpAnswer:
        tries = stamina.RetryingCaller(
            attempts=self._limits.attempts,
            timeout=None,
            wait_initial=self._limits.retry_seconds,
            wait_max=max(_PATIENCE, self._limits.retry_seconds),
            wait_jitter=self._limits.retry_seconds / 2,
        )
        try:
            with failing_alone(url):
                answer = tries(self._again, self._follow, url, headers, consume)
        except FetchError as error:
            if not isinstance(error, CooldownError) and error.code != "robots_disallow":
                self._failed_in_a_row += 1
            raise
        self._failed_in_a_row = 0
        return answer

    @staticmethod
    def _again(error: Exception) -> bool | float:
        """Whether to try again: no, after the usual wait, or after this many seconds."""
        if not isinstance(error, FetchError) or not error.retryable:
            return False
        if error.retry_after is None:
            return True
        return error.retry_after if error.retry_after <= _PATIENCE else False

    def _follow(self, url: str, headers: Mapping[str, str], consume: Consume[str]) -> HttpAnswer:
        place = url
        for _ in range(REDIRECTS + 1):
            self._heed_robots(place)
            answer = self._ask(place, headers, consume)
            if answer.status not in _MOVED:
                return HttpAnswer(url, place, answer.status, answer.headers, answer.text)
            place = _redirected(place, answer)
        raise FetchError(
            f"more than {REDIRECTS} redirects, the last to {place}",
            url=url,
            code="too_many_redirects",
        )

    def _heed_robots(self, url: str) -> None:
        """Obey the host's robots.txt, which is fetched once a run."""
        self._guard.permit(url)
        address = robots_address(url)
        if not self._robots.knows(address):
            try:
                answer = self._ask_robots(address)
            except FetchError as error:
                # No file (4xx) allows everything; no answer allows nothing (RFC 9309).
                if error.status is None or error.status >= 500 or isinstance(error, CooldownError):
                    raise
                answer = ""
            self._robots.learn(address, answer)
        if not self._robots.allows(address, url):
            raise FetchError(
                "the site's robots.txt disallows it",
                url=url,
                code="robots_disallow",
            )

    def _ask_robots(self, address: str) -> str:
        place = address
        for _ in range(REDIRECTS + 1):
            answer = self._ask(
                place,
                {"Accept": "text/plain", "Accept-Encoding": "gzip"},
                lambda response: bodies.page_text(response, limit=self._limits.page_bytes),
            )
            if answer.status not in _MOVED:
                return answer.text
            place = _redirected(place, answer)
        raise FetchError(
            "robots.txt is redirected in a circle", url=address, code="too_many_redirects"
        )

    # ------------------------------------------------------------------ one request

    def _ask(self, url: str, headers: Mapping[str, str], consume: Consume[str]) -> HttpAnswer:
        """Make one request; the answer is a page, a PDF, a redirect or "not modified"."""
        self._cooldown.check(url)
        permit = self._guard.permit(url)
        self._wait(robots_address(url))
        self._budget.begin(permit, self._limits.request_seconds)
        began = self._clock.monotonic()
        self.traffic.requests[host_of(url)] += 1
        status = "none"
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                status = str(response.status_code)
                text = self._judged(response, url, consume)
                return HttpAnswer(url, url, response.status_code, dict(response.headers), text)
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
            raise explained(error, url) from error
        finally:
            self.traffic.statuses[status] += 1
            self.traffic.received = self._budget.received
            self.traffic.sent = self._budget.sent
            self._free_at = self._clock.monotonic()
            self.traffic.seconds += self._free_at - began

    def _judged(self, response: httpx2.Response, url: str, consume: Consume[str]) -> str:
        status = response.status_code
        if status == 200:
            return consume(response)
        wait = retry_after(response.headers.get("retry-after"), self._clock.now())
        bodies.read_to_end(response, limit=self._limits.page_bytes)
        if status == NOT_MODIFIED or (status in _MOVED and "location" in response.headers):
            return ""
        if status == _TOO_MANY or (status == _BUSY and (wait or 0) > _PATIENCE):
            self._cooldown.begin(f"HTTP {status} from {host_of(url)}", wait)
            self._cooldown.check(url)
        raise FetchError(
            f"HTTP {status}",
            url=url,
            code="http_error",
            status=status,
            retryable=status in _FOR_A_MOMENT,
            retry_after=wait,
        )

    def _wait(self, robots: str) -> None:
        """Wait for the rest of the gap after the last request."""
        gap = max(self._site.gap_seconds, self._robots.delay(robots))
        if self._free_at is not None:
            self._clock.sleep(self._free_at + gap - self._clock.monotonic())


def _redirected(place: str, answer: HttpAnswer) -> str:
    """Where a redirect leads."""
    to = answer.headers["location"]
    try:
        return str(httpx2.URL(place).join(to))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(
            f"it redirects to {to!r}, which is not a valid address", url=place, code="bad_answer"
        ) from error
