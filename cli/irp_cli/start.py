"""Where the command ``irp`` begins: it starts the reading process before all else."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line.

    A reading process takes longer to start than the command line takes to be imported and
    understood. ``irp extract`` almost always needs one; where it does not, the process is ended
    unused.
    """
    if sys.argv[1:2] == ["extract"] and not {"-h", "--help"} & set(sys.argv):
        from irp.isolation.warm import begin

        begin()
    gc.disable()  # imports leave next to no garbage
    from irp_cli.main import app

    gc.freeze()
    gc.enable()
    app()
