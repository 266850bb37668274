"""``python -m dashboard`` is the same as ``claim-atlas``."""

from __future__ import annotations

import sys

from dashboard.cli import main

if __name__ == "__main__":
    sys.exit(main())
