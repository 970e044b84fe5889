"""Faults of a web site, each of them an answer in place of the usual one."""

from __future__ import annotations

import gzip
import hashlib
import socket
import struct
import time

from sync.site import Fault, Handler

ERROR_PAGE = b"<!DOCTYPE html><html><body><h1>Service unavailable</h1><p>Sorry.</p></body></html>"


def status(code: int, **headers: str) -> Fault:
    """An answer with a status and nothing to read."""
    return lambda handler: handler.answer(code, b"no", **headers)


def times(count: int, fault: Fault) -> Fault:
    """A fault of the first so many requests; later ones are answered as usual."""
    left = [count]

    def answer(handler: Handler) -> None:
        if left[0] > 0:
            left[0] -= 1
            fault(handler)
        else:
            handler.usual(handler.path.partition("?")[0])

    return answer


def redirect(to: str, code: int = 302) -> Fault:
    return lambda handler: handler.answer(code, b"", Location=to)


def body(data: bytes, kind: str = "application/pdf", **headers: str) -> Fault:
    """A whole answer with this body."""
    return lambda handler: handler.answer(200, data, kind, **headers)


def reset_in_body(data: bytes) -> Fault:
    """Half of the body, then the connection is reset."""

    def answer(handler: Handler) -> None:
        handler.begin(200, "application/pdf", Content_Length=str(len(data)))
        handler.put(data[: len(data) // 2])
        handler.wfile.flush()
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.close_connection = True
        handler.connection.close()

    return answer


def short_body(data: bytes) -> Fault:
    """Half of the body that was announced, then an orderly end, under the whole one's ETag."""

    def answer(handler: Handler) -> None:
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        handler.begin(200, "application/pdf", Content_Length=str(len(data)), ETag=tag)
        handler.put(data[: len(data) // 2])
        handler.close_connection = True

    return answer


def cut_body(data: bytes) -> Fault:
    """Half of the body as if it were all of it, under the whole one's ETag."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    return body(data[: len(data) // 2], ETag=tag)


def trickle(data: bytes, seconds: float = 30.0) -> Fault:
    """A byte every now and then, for so long."""

    def answer(handler: Handler) -> None:
        handler.begin(200, "application/pdf", Content_Length=str(len(data)))
        end = time.monotonic() + seconds
        for byte in data:
            if time.monotonic() > end:
                return
            try:
                handler.put(bytes([byte]))
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    return answer


def slow_headers(seconds: float = 30.0) -> Fault:
    """Headers that come a byte at a time."""

    def answer(handler: Handler) -> None:
        end = time.monotonic() + seconds
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000:
            if time.monotonic() > end:
                return
            try:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    return answer


def bomb(kind: str, megabytes: int = 100) -> Fault:
    """A small body that unpacks to a large one."""

    def answer(handler: Handler) -> None:
        packed = gzip.compress(b"%PDF-1.4\n" + bytes(megabytes * 1_000_000))
        body(packed, kind, Content_Encoding="gzip")(handler)

    return answer
