"""``irp sync``, the nightly job, and ``irp quarantine``, the addresses that failed in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irp_cli import settings
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import to_stdout
from irp_cli.talk import clean, on_terminal, say, status_line

if TYPE_CHECKING:
    from irp.sync import Settings, SyncOptions
    from irp.sync.load_settings import Loaded

Data = Annotated[
    Path,
    typer.Option("--data", "-d", metavar="DIR", help="The data folder.", show_default=False),
]


@guarded
def sync(
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", "-d", metavar="DIR", help="The data folder; created if it does not exist."
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", "-c", metavar="FILE", help="The settings [irp.toml, if there is one]."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be downloaded; write nothing.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="Skip what was published before, e.g. 2024-01-31.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Download at most N new PDFs.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Read the whole list, as once a week.")
    ] = False,
    reparse: Annotated[
        bool, typer.Option("--reparse", help="Re-read the archived PDFs without using the network.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Publish even if a quality gate fails.")
    ] = False,
    site: Annotated[
        bool,
        typer.Option(
            "--site",
            help="Also build a web site of the published set, with review pages, in DIR/site.",
        ),
    ] = False,
    decisions: settings.Decisions = None,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Print the settings and where each comes from.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Find, download, read and publish new reports: the nightly job.

    Settings come from irp.toml, then from variables such as IRP_SITE__CONTACT. The exit code
    describes what this run found: 0 all is well, 1 a new record needs review, 3 a source gave
    no record, 5 the site failed, 6 another run is going on, 7 a gate held the new set back,
    73 the data folder cannot be used.

    \b
    Examples:
      irp sync --data data/ --config irp.toml
      irp sync --data data/ --dry-run
      irp sync --data data/ --reparse
      irp sync --show-config
    """
    loaded = _loaded(config)
    if show_config:
        with to_stdout() as write:
            write(loaded.shown())
        return
    if data is None:
        raise typer.BadParameter("the data folder is missing", param_hint="--data")
    if reparse and (dry_run or since or limit is not None or full):
        raise typer.BadParameter("--reparse goes with none of --dry-run, --since, --limit, --full")
    from irp.sync import CrawlOptions, SyncOptions

    crawl_options = CrawlOptions(
        full=full, since=since.date() if since else None, limit=limit, dry=dry_run
    )
    if site:
        _need_pages()
    settings.decisions(decisions, str(data))  # report a bad line before the run
    options = SyncOptions(
        crawl_options,
        reparse=reparse,
        accept=accept,
        site=site,
        decisions=Path(decisions) if decisions else None,
    )
    raise typer.Exit(_run(data, loaded.settings, options, quiet=quiet))


quarantine = typer.Typer(
    no_args_is_help=True,
    help="Pages and PDFs that failed in irp sync, and when they are tried again.",
)


@quarantine.command("list")
@guarded
def list_held(data: Data) -> None:
    """List the quarantine: when each is due, attempts, code, address, reason.

    \b
    Example:
      irp quarantine list --data data/
    """
    _need_extra()
    from irp.sync.quarantine_admin import held_in

    if not data.is_dir():
        say(f"nothing is in quarantine: there was no run in {data} yet")
    with to_stdout() as write:
        for held in held_in(data):
            row = (held.due.isoformat(), str(held.attempts), held.code, held.url, held.reason)
            write("\t".join(map(clean, row)) + "\n")


@quarantine.command()
@guarded
def release(
    data: Data,
    addresses: Annotated[
        list[str] | None,
        typer.Argument(metavar="ADDRESS", help="As listed.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Release all of them.")] = False,
) -> None:
    """Release addresses, so that the next run tries them as if they had never failed.

    \b
    Examples:
      irp quarantine release --data data/ https://cdn.example/report.pdf
      irp quarantine release --data data/ --all
    """
    if every == bool(addresses):
        raise typer.BadParameter("name addresses, or say --all")
    _need_extra()
    from irp.sync.quarantine_admin import release_from

    released = release_from(data, addresses or None)
    for address in released:
        say(f"released: {address}")
    missed = [address for address in addresses or [] if address not in released]
    for address in missed:
        say(f"not in quarantine: {address}")
    if missed or not released:
        raise typer.Exit(ExitCode.NOTHING_TO_DO)


def _need_pages() -> None:
    """Report what is missing before the run, not after it."""
    from irp.pages.review import need_extra

    need_extra()


def _need_extra() -> None:
    try:
        import httpx2  # noqa: F401
        import selectolax  # noqa: F401
        import structlog  # noqa: F401
    except ImportError as error:
        from irp.errors import MissingExtraError

        raise MissingExtraError("nightly", error.name or "httpx2", "irp sync") from error


def _loaded(config: Path | None) -> Loaded:
    _need_extra()
    from irp.sync.errors import SettingsError
    from irp.sync.load_settings import load_settings

    try:
        return load_settings(config, os.environ)
    except SettingsError as error:
        raise typer.BadParameter(error.message, param_hint="settings") from None


def _run(data: Path, config: Settings, options: SyncOptions, *, quiet: bool) -> int:
    from irp.sync import run_sync
    from irp.sync.errors import SettingsError
    from irp.sync.report.summary import summary

    try:
        report = run_sync(data, config, options, on_step=_step(quiet=quiet))
    except SettingsError as error:
        raise typer.BadParameter(error.message, param_hint="settings") from None
    if options.crawl.dry:
        with to_stdout() as write:
            for address, title in report.wanted:
                write(f"{clean(address)}\t{clean(title)}\n")
    if on_terminal() and not quiet:
        status_line("")
    if not quiet:
        for line in summary(report).splitlines():
            say(line)
    return report.exit_code


def _step(*, quiet: bool) -> Callable[[str], None]:
    watched = on_terminal() and not quiet
    return (lambda address: status_line(f"asking for {address}")) if watched else (lambda _: None)
