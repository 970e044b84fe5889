"""The command line of irp: options in, one library call, a rendering, an exit code."""
