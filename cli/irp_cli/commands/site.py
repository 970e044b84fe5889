"""``irp site``: a web site of many records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from irp_cli import settings
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.talk import on_terminal, say, status_line


@guarded
def site(
    data: Annotated[
        str,
        typer.Argument(
            metavar="DATA",
            help="What irp batch or irp sync wrote: a data folder, or a SQLite or JSON lines file.",
            show_default=False,
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="DIR", help="The folder of the site.")
    ] = "site",
    title: Annotated[
        str | None, typer.Option(help="The title at the top of every page.", show_default=False)
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="The address of the site, for its feed.", show_default=False
        ),
    ] = None,
    reviews: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Pages of irp review to link to; otherwise reviews/ in the data folder.",
            show_default=False,
        ),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Where readers report a mistake: a web or an e-mail address.",
            show_default=False,
        ),
    ] = None,
    decisions: settings.Decisions = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Report only failures.")] = False,
) -> None:
    """Build a web site of many records: plain files for a folder or any web host.

    The folder is replaced as a whole when the new site is ready. A folder that holds anything
    that irp did not write is left alone (exit code 2). Exit code 4: there is no record in DATA.

    \b
    Examples:
      irp site data/ --out site/
      irp site irp.sqlite --out site/ --base-url https://example.org/reviews/
    """
    from irp.pages.site import DEFAULT_TITLE, NoRecordsError, NotOursError, SiteOptions, build_site

    watched = on_terminal() and not quiet
    options = SiteOptions(
        title or DEFAULT_TITLE,
        base_url=_web(base_url),
        reviews=reviews,
        decisions=settings.decisions(decisions, data),
        contact=_contact(contact),
    )
    try:
        result = build_site(data, out, options, on_report=_tell if watched else None)
    except NotOursError as error:
        raise typer.BadParameter(error.message, param_hint="--out") from None
    except NoRecordsError as error:
        say(f"irp: {error.message}")
        raise typer.Exit(ExitCode.NOTHING_TO_DO) from None
    finally:
        if watched:
            status_line("")
    if not quiet:
        say(result.sentence)


def _web(url: str | None) -> str | None:
    from irp.addresses import folder_address

    if url is not None and folder_address(url) is None:
        raise typer.BadParameter(f"{url} is no address of the web", param_hint="--base-url")
    return url


def _contact(address: str | None) -> str | None:
    from irp.addresses import contact_link

    if address is not None and contact_link(address) is None:
        raise typer.BadParameter(
            f"{address} is neither a web nor an e-mail address", param_hint="--contact"
        )
    return address


def _tell(number: int) -> None:
    status_line(f"{number} records …")
