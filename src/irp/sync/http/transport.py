"""The connection: only to checked addresses, and never longer than a request may take.

httpx2 has no hook for either, so its connection pool gets a custom network backend. The time
limit holds for the whole request, from resolving the name to the last byte: a server that sends
a byte every now and then would satisfy a limit on each read for ever.
"""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

import httpcore2
import httpx2

from irp.sync.errors import RefusedAddressError
from irp.sync.http.addresses import Guard, Permit

TOO_LONG: Final = "the request took"
"""How the message begins if the request as a whole was too slow."""
_TRICKLE: Final = 500
_TRICKLE_SECONDS: Final = 10.0
"""An answer slower than that, so long after its first byte, is cut off."""


class Budget:
    """The current request: where it may go, when it must end, how many bytes it took.

    Attributes:
        permit: the host that may be connected to.
        received: bytes received since the start, including headers.
        sent: bytes sent.
    """

    def __init__(self) -> None:
        self.permit: Permit | None = None
        self.received = 0
        self.sent = 0
        self._deadline = 0.0
        self._first_byte: float | None = None
        self._received_before = 0

    def begin(self, permit: Permit, seconds: float) -> None:
        """Begin a request."""
        self.permit = permit
        self._deadline = time.monotonic() + seconds
        self._first_byte = None
        self._received_before = self.received

    def receive(self, size: int) -> None:
        """Count received bytes."""
        self.received += size
        if self._first_byte is None:
            self._first_byte = time.monotonic()

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take.

        Raises:
            httpcore2.ReadTimeout: there are none left, or the answer comes too slowly.
        """
        now = time.monotonic()
        left = self._deadline - now
        if left <= 0:
            raise httpcore2.ReadTimeout(f"{TOO_LONG} longer than it may")
        since = now - (self._first_byte or now)
        if since > _TRICKLE_SECONDS and self.received - self._received_before < _TRICKLE * since:
            raise httpcore2.ReadTimeout(f"{TOO_LONG} long at under {_TRICKLE} bytes a second")
        return left if timeout is None else min(left, timeout)


class GuardedTransport(httpx2.HTTPTransport):
    """An HTTP transport that connects only where the guard allows."""

    def __init__(self, guard: Guard, budget: Budget) -> None:
        context = httpx2.create_ssl_context(trust_env=True)  # SSL_CERT_FILE names more authorities
        super().__init__(verify=context, trust_env=False)
        self._pool.close()
        # One connection for each host is enough, as one request is made at a time.
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=4,
            keepalive_expiry=20.0,
            network_backend=_Backend(guard, budget),
        )


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, guard: Guard, budget: Budget) -> None:
        self._guard = guard
        self._budget = budget
        self._system = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        permit = self._budget.permit
        if permit is None or (host.rstrip(".").lower(), port) != (permit.host, permit.port):
            raise RefusedAddressError("another host than the one that was checked", url=f"//{host}")
        try:
            addresses = _within(self._budget.left(None), lambda: self._guard.addresses(permit))
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} has no address: {error}") from error
        last: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._system.connect_tcp(
                    address, port, self._budget.left(timeout), local_address, socket_options
                )
                return _Stream(stream, self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last


def _within(seconds: float, resolve: Callable[[], list[str]]) -> list[str]:
    """Resolve a name, which the system may take minutes for and which no signal can end.

    Raises:
        httpcore2.ConnectTimeout: it takes too long; the thread is left behind.
    """
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(resolve())
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            answers.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore2.ConnectTimeout(f"{TOO_LONG} too long to resolve the name") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._budget.left(timeout))
        self._budget.receive(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._budget.left(timeout))
        self._budget.sent += len(buffer)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._budget.left(timeout))
        return _Stream(secure, self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
