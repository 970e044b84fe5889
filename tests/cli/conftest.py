"""Made-up results in place of reading, for the tests of what is done with results."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import made_up, made_up_text


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to work in, where ``good.pdf``, ``doubtful.pdf``, ``bad.pdf`` … give results."""
    monkeypatch.setattr("irp.api.Reader.extract", made_up)
    monkeypatch.setattr("irp.api.Reader.write", made_up_text)
    monkeypatch.chdir(tmp_path)
    return tmp_path
