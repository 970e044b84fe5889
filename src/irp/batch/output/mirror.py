"""An output that is a URL: kept in a folder here while the batch runs, copied there and back.

Object stores have no renames and no appending, so the store is written here by the same code as
any other, and its files are copied whole: each either exists or does not. The order makes it
safe: records first, the manifest last, so that a manifest never lists what was not copied.
A run that is killed loses what was not copied yet, a few seconds' work. Nothing prevents two runs
into one URL at the same time: object stores have no common lock.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from irp.batch.sources.remote import storage
from irp.errors import IrpError, OutputError, SourceError
from irp.stores.naming import StoreKind, hash_in, kind_of_target

_STATE = ("manifest.json", "manifest.journal", "problems.jsonl", "run.json")
_HASH = 8


class Mirror:
    """Copies a local folder to and from one in a file system of fsspec.

    Args:
        files: the fsspec file system.
        there: the path in it.
        here: the folder.
        prefix: the prefix of the store's file names if other files share the folder there; empty
        if the folder belongs to the store alone.
    """

    def __init__(self, files: Any, there: str, here: Path, prefix: str = "") -> None:
        self._files = files
        self._there = there.rstrip("/")
        self._here = here
        self._prefix = prefix
        self._names = self._listed()
        self._pushed: dict[str, tuple[int, int]] = {}

    def pull_state(self) -> None:
        """Fetch the state of earlier runs."""
        self._pull([name for name in self._names if self._is_state(name)])

    def pull_all(self) -> None:
        """Fetch everything else."""
        self._pull([name for name in self._names if not self._is_state(name)])

    def push(self, *, last: Sequence[Path]) -> None:
        """Copy what has changed here, and delete there what no longer exists here.

        Args:
            last: what is copied after everything else, in this order.

        Raises:
            OutputError: it cannot be written there.
        """
        late = [path.relative_to(self._here).as_posix() for path in last]
        here = {
            path.relative_to(self._here).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in sorted(self._here.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
        }
        changed = [name for name, state in here.items() if self._pushed.get(name) != state]
        gone = [name for name in self._pushed if name not in here]
        with self._explained():
            early = [name for name in changed if name not in late]
            for name in (*early, *(name for name in late if name in changed)):
                self._files.put_file(str(self._here / name), f"{self._there}/{name}")
                self._pushed[name] = here[name]
            for name in gone:
                self._files.rm_file(f"{self._there}/{name}")
                del self._pushed[name]
        self._names = sorted({*self._names, *here} - {*gone})

    def holds(self, *, folder: bool) -> Callable[[str], bool]:
        """A test whether the remote store has the source of a hash, judging by names."""
        if not folder:
            there = self._prefix in self._names
            return lambda _sha256: there
        known = {digits for name in self._names if (digits := hash_in(PurePosixPath(name).name))}
        return lambda sha256: sha256[:_HASH] in known

    def whole(self, files: list[str]) -> bool:
        """Whether all of these exist."""
        return set(files) <= set(self._names)

    def _is_state(self, name: str) -> bool:
        return name.removeprefix(f"{self._prefix}.") in _STATE

    def _listed(self) -> list[str]:
        with self._explained():
            self._files.invalidate_cache()
            paths = self._files.find(self._there)
        names = [path.removeprefix(self._there).lstrip("/") for path in paths]
        if self._prefix:
            own = (self._prefix, f"{self._prefix}.")
            names = [name for name in names if name == own[0] or name.startswith(own[1])]
        return sorted(filter(None, names))

    def _pull(self, names: list[str]) -> None:
        with self._explained():
            for name in names:
                path = self._here / name
                # Names come from outside: none may point outside our folder.
                if not path.resolve().is_relative_to(self._here.resolve()):
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
                self._files.get_file(f"{self._there}/{name}", str(path))
                known = path.stat()
                self._pushed[name] = (known.st_size, known.st_mtime_ns)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IrpError:
            raise
        except Exception as error:
            reason = str(error).partition("\n")[0][:300] or type(error).__name__
            raise OutputError(f"{self._there} cannot be written: {reason}") from error


@contextmanager
def mirrored(url: str) -> Iterator[tuple[Path, Mirror]]:
    """A target here for a store that belongs to a URL, with what copies it.

    Raises:
        OutputError: the URL cannot be written to.
        MissingExtraError: what it needs is not installed.
    """
    try:
        files, path = storage(url)
    except SourceError as error:
        raise OutputError(error.message) from None
    named = not url.endswith("/") and "/" in path  # a bucket's name may have a dot
    kind = kind_of_target(PurePosixPath(path).name) if named else StoreKind.FOLDER
    with tempfile.TemporaryDirectory(prefix="irp-") as folder:
        here = Path(folder)
        if kind is StoreKind.FOLDER:
            mirror, target = Mirror(files, path, here), here
        else:
            name = PurePosixPath(path).name
            there = path.removesuffix(f"/{name}")
            mirror, target = Mirror(files, there, here, name), here / name
        mirror.pull_state()
        yield target, mirror
