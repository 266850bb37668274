#!/bin/sh
# Print the first Python of this machine that Claim Atlas runs on (3.11 or newer), or say what to
# do. CLAIM_ATLAS_PYTHON names another one.
set -u

fits() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "${CLAIM_ATLAS_PYTHON:-}" ]; then
    if fits "$CLAIM_ATLAS_PYTHON"; then
        echo "$CLAIM_ATLAS_PYTHON"
        exit 0
    fi
    echo "CLAIM_ATLAS_PYTHON names \"$CLAIM_ATLAS_PYTHON\", which is no Python 3.11 or newer." >&2
    exit 1
fi

for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if fits "$name"; then
        command -v "$name"
        exit 0
    fi
done

found=$(python3 --version 2>&1) || found="no python3 at all"
cat >&2 <<MESSAGE
Claim Atlas needs Python 3.11 or newer; this machine has ${found}.
  Debian, Ubuntu:  sudo apt-get install python3 python3-venv
  macOS:           brew install python
  or name one:     CLAIM_ATLAS_PYTHON=/path/to/python3.12 make ...
MESSAGE
exit 1
