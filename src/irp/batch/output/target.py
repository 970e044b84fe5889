"""Where a batch writes: the store, and next to it manifest, problems and the report of the run.

    DIR/manifest.json   DIR/problems.jsonl   DIR/run.json      for a folder
    FILE.manifest.json  FILE.problems.jsonl  FILE.run.json     for a file

An output that is a URL is written here first, into a folder of its own, and copied: see
``irp.batch.output.mirror``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from irp.batch.output.lock import locked
from irp.batch.sources.arguments import is_url
from irp.files import atomic
from irp.stores.journal import journal_path
from irp.stores.naming import StoreKind, hash_in, kind_of_target, spreadsheet_records

if TYPE_CHECKING:
    from irp.batch.output.mirror import Mirror

RUN = "run.json"
PROBLEMS = "problems.jsonl"
MANIFEST = "manifest.json"
_REPORTS = "reports"


@dataclass(slots=True)
class Output:
    """The places of one batch's output.

    Attributes:
        target: where the store is, on this machine.
        kind: what kind of store it is.
        shown: its name in messages: the path, or the URL.
        mirror: what copies it to and from a URL, if it is one.
    """

    target: Path
    kind: StoreKind
    shown: str
    mirror: Mirror | None = None
    _whole: bool = field(default=False)

    @property
    def manifest(self) -> Path:
        """Where ``manifest.json`` is."""
        return self.beside(MANIFEST)

    @property
    def problems(self) -> Path:
        """Where ``problems.jsonl`` is."""
        return self.beside(PROBLEMS)

    @property
    def run(self) -> Path:
        """Where ``run.json`` is."""
        return self.beside(RUN)

    @property
    def run_shown(self) -> str:
        """The name of ``run.json`` in messages."""
        if self.kind is StoreKind.FOLDER:
            return f"{self.shown.rstrip('/')}/{RUN}"
        return f"{self.shown}.{RUN}"

    def beside(self, name: str) -> Path:
        """The path of something of this name beside the store."""
        if self.kind is StoreKind.FOLDER:
            return self.target / name
        return self.target.with_name(f"{self.target.name}.{name}")

    def hidden(self, name: str) -> Path:
        """Where a hidden file of the batch's own is."""
        if self.kind is StoreKind.FOLDER:
            return self.target / f".irp-batch.{name}"
        return self.target.with_name(f".{self.target.name}.irp-batch.{name}")

    def prepare(self) -> None:
        """Fetch all of the store before something in it is changed."""
        if self.mirror and not self._whole:
            self.mirror.pull_all()
        self._whole = True

    def push(self, *, finished: bool = True) -> None:
        """Copy what has changed to its destination, the manifest last.

        Args:
            finished: whether the store is closed; only a folder's files are whole before that.
        """
        if self.mirror and (finished or self.kind is StoreKind.FOLDER):
            journal = self.manifest.with_suffix(".journal")
            self.mirror.push(last=[journal, self.problems, self.manifest, self.run])

    def holds(self) -> Callable[[str], bool]:
        """A test whether the store still contains the source of a hash, judging by names."""
        if self.mirror:
            return self.mirror.holds(folder=self.kind is StoreKind.FOLDER)
        if self.kind is not StoreKind.FOLDER:
            # What a killed run stored may be only in the store's own journal.
            there = self.target.exists() or journal_path(self.target).exists()
            return lambda _sha256: there
        known = hashes_in_names(_names_in(self.target / _REPORTS))
        return lambda sha256: sha256[:8] in known

    def files(self) -> list[str]:
        """The names of a finished store's files, without its records."""
        if self.kind is StoreKind.SPREADSHEET:
            return [self.target.name, spreadsheet_records(self.target).name]
        if self.kind is not StoreKind.FOLDER:
            return [self.target.name]
        own = {MANIFEST, PROBLEMS, RUN, Path(self.manifest).stem + ".journal"}
        return sorted(
            name
            for name in _names_in(self.target)
            if not name.startswith(".") and name not in own and (self.target / name).is_file()
        )

    def whole(self, files: list[str]) -> bool:
        """Whether all of these exist."""
        if self.mirror:
            return self.mirror.whole(files)
        folder = self.target if self.kind is StoreKind.FOLDER else self.target.parent
        return all((folder / name).exists() for name in files)


@contextmanager
def opened(out: str) -> Iterator[Output]:
    """The output of that name, with its folder made and its lock held.

    Raises:
        OutputError: it cannot be written.
        LockedError: another run holds it.
    """
    if out.startswith("file://"):
        out = unquote(urlsplit(out).path)
    if is_url(out):
        from irp.batch.output.mirror import mirrored

        with mirrored(out) as (target, mirror):
            yield Output(target, kind_of_target(target), out, mirror)
        return
    target, kind = Path(out), kind_of_target(out)
    if kind is StoreKind.FOLDER:
        atomic.make_folder(target)
    else:
        atomic.make_folder(target.absolute().parent)
    output = Output(target, kind, out)
    with locked(output.hidden("lock")):
        yield output


def hashes_in_names(names: list[str]) -> set[str]:
    """The first digits of the hashes in the names of records' files."""
    return {digits for name in names if (digits := hash_in(name))}


def _names_in(folder: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return [path.name for path in folder.iterdir()]
    return []
