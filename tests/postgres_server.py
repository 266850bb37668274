"""A PostgreSQL server of the tests' own: started in a new folder, reachable from here only."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from scripts.postgres import require_postgres

OWNER = "atlas"
PASSWORD = "pass#word/of@the:atlas"  # noqa: S105
"""What a person may choose, and an address has to write differently."""

ESCAPED = "pass%23word%2Fof%40the%3Aatlas"


class Server:
    """One server. Unix socket without a password, 127.0.0.1 with one.

    `durable` waits for the disk at every commit, as every server does unless told otherwise.
    """

    def __init__(self, *, durable: bool = False, settings: Iterable[str] = ()) -> None:
        self.programs = require_postgres()
        self.durable = durable
        self.settings = tuple(settings)
        self.folder = Path(tempfile.mkdtemp(prefix="claim-atlas-pg-", dir=_quick_folder()))
        self.port = _free_port()
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.folder.chmod(0o711)
        self._run(
            "initdb", "--no-sync", "--encoding=UTF8", "--auth-local=trust",
            "--auth-host=scram-sha-256", f"--username={OWNER}",
            # Not "C": texts that a person sorts must not decide what a store finds.
            "--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8",
        )  # fmt: skip
        self.start()
        self.execute(f"ALTER ROLE {OWNER} PASSWORD '{PASSWORD}'")

    def start(self) -> None:
        """Start, and wait until it answers. Raises with its own words when it does not."""
        options = [
            f"listen_addresses=127.0.0.1 port={self.port} unix_socket_directories={self.folder}",
            "max_connections=50 shared_buffers=64MB max_wal_size=128MB log_min_messages=fatal",
            "recovery_init_sync_method=syncfs dynamic_shared_memory_type=mmap",
            *([] if self.durable else ["fsync=off synchronous_commit=off full_page_writes=off"]),
            *self.settings,
        ]
        words = [f"-c {one}" for line in options for one in line.split()]
        self._run(
            "pg_ctl", "start", "--wait", "-l", str(self.folder / "log"), "-o", " ".join(words)
        )

    def halt(self) -> None:
        """End it; `start` goes on."""
        self._run("pg_ctl", "stop", "--mode=immediate")

    def stop(self) -> None:
        """End it at once, and remove what it leaves."""
        try:
            if (self.folder / "data" / "postmaster.pid").exists():
                self.halt()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """Kill -9 of the server and all its processes, as a power cut would end them."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{main}/task/{main}/children")
        below = children.read_text().split() if children.exists() else []
        for process in (main, *map(int, below)):
            os.kill(process, signal.SIGKILL)
        while any(map(_runs, (main, *map(int, below)))):
            time.sleep(0.002)
        # As a power cut takes them away: they name a process whose entry may still be there.
        for left in (self.folder / "data" / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def wait(self) -> None:
        """Wait until it answers again after it has lost one of its processes."""
        for _ in range(2_000):
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.01)
            else:
                return
        raise RuntimeError("the server did not come back")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments, "-D", str(self.folder / "data")]
        with (self.folder / "out").open("w+b") as out:
            # To a file, not a pipe: the server it starts would keep a pipe open.
            done = subprocess.run(
                command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, check=False,
                cwd=self.folder, env=_environment(), **self._as,
            )  # fmt: skip
        if done.returncode != 0:
            log = self.folder / "log"
            said = (self.folder / "out").read_text() + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"{program} failed with {done.returncode}:\n{said}")

    def url(self, database: str, user: str = OWNER) -> str:
        """The address of a database on the socket, without a password."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def url_with_password(self, database: str, user: str = OWNER) -> str:
        """The address of a database on 127.0.0.1."""
        return f"postgresql://{user}:{ESCAPED}@127.0.0.1:{self.port}/{database}"

    def execute(self, *statements: LiteralString | sql.Composed, database: str = "postgres") -> Any:
        """Run statements, each on its own; returns the rows of the last, if it has any."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for one in statements:
                cursor = connection.execute(one)
            return cursor.fetchall() if cursor.description else None

    def create(self, database: str, template: str = "template1") -> str:
        """A new database; returns its address."""
        names = sql.Identifier(database), sql.Identifier(template)
        self.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(*names))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


def _environment() -> dict[str, str]:
    """Ours without what PostgreSQL's own programs would listen to."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _runs(process: int) -> bool:
    """Whether a process is there, and not only its entry that nobody has read yet."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def _quick_folder() -> str:
    """Memory, where there is enough: a server starts and syncs there in no time.

    What is killed loses no more of a folder in memory than of one on a disk.
    """
    memory = Path("/dev/shm")  # noqa: S108
    if memory.is_dir() and shutil.disk_usage(memory).free > _ROOM_BYTES:
        return str(memory)
    return "/tmp"  # noqa: S108 (short: the path of a socket has 107 bytes)


_ROOM_BYTES = 2_000_000_000


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
