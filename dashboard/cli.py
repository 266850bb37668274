"""The command line: ``claim-atlas COMMAND``.

Exit codes: 0 done, 1 the input was refused, 2 wrong usage. Data go to stdout and nothing else
does; messages and counts go to stderr. Each command is a module of `dashboard.commands`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from dashboard.commands import (
    backup,
    brief,
    check,
    claims,
    create,
    doctor,
    history,
    import_,
    resolve,
    serve,
)
from dashboard.commands.output import prepare_streams, say
from dashboard.commands.parsing import Parser, add_store, with_negative_values
from dashboard.version import version
from geo.errors import ClaimAtlasError

REFUSED = 1
WRONG_USAGE = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    prepare_streams()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answer has had enough of it (claims | head): that is no failure. What is
        # still buffered must not be written when Python ends.
        _silence_stdout()
        return 0
    except KeyboardInterrupt:
        say("Stopped.")
        return INTERRUPTED
    return code


def _run(argv: Sequence[str]) -> int:
    parser = _parser()
    try:
        args = parser.parse_args(with_negative_values(argv))
        if args.run is None:
            parser.print_help(sys.stderr)
            return WRONG_USAGE
        code: int = args.run(args)
    except SystemExit as end:  # argparse: 0 after --help and --version, 2 for wrong usage
        return end.code if isinstance(end.code, int) else REFUSED
    except ClaimAtlasError as error:
        say(f"claim-atlas: {error}")
        return REFUSED
    except BrokenPipeError:
        raise
    except OSError as error:  # a file that may not be read, a disk that is full
        about = f"{error.filename}: " if error.filename else ""
        say(f"claim-atlas: {about}{error.strerror or error}. Check the file and its permissions.")
        return REFUSED
    return code


def _parser() -> Parser:
    parser = Parser(
        prog="claim-atlas",
        description="Who claims what happened where and when, on a map, with sources.",
        epilog="example:\n  claim-atlas serve --open\n\n"
        "`claim-atlas COMMAND --help` explains a command.",
    )
    parser.add_argument("--version", action="version", version=f"claim-atlas {version()}")
    add_store(parser, None)
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for module in (serve, resolve, claims, brief, check, doctor, create, history, import_, backup):
        module.add(commands)
    return parser


def _silence_stdout() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # stdout has no descriptor of its own
        pass
    finally:
        os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
