"""What the library's errors of writing and of missing extras mean to a command."""

from __future__ import annotations

import pytest

from cli.running import irp
from irp.errors import IrpError, MissingExtraError, OutputError, StoreError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OutputError("out/ cannot be written: no space left on device"), 73),
        (MissingExtraError('a *.duckdb store needs duckdb: pip install "hmip-irp[analytics]"'), 2),
        (StoreError("out.sqlite cannot be used"), 3),
    ],
)
def test_each_error_has_its_exit_code_and_one_line(
    monkeypatch: pytest.MonkeyPatch, error: IrpError, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("irp.diff", fail, raising=False)
    done = irp("diff", "a", "b")
    assert done.code == code
    assert len(done.lines) == 1
    assert error.message in done.lines[0]
