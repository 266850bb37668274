"""The whole store with its history as one file, and such a file as the store again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import data, editing, keeping
from dashboard.components.import_file import take_upload
from dashboard.components.job_progress import job_progress
from dashboard.config import MAX_UPLOAD_MB
from dashboard.import_words import number_of
from dashboard.jobs import Job, JobState
from dashboard.stores import StoreAt, StoreKind
from dashboard.uploads import OwnFile, Upload, size_words
from geo.errors import StoreError
from geo.store.archive import Backup, Held, check_backup, measure
from geo.store.backup import back_up
from geo.store.contents import revision
from geo.store.engine import Store
from geo.store.history import change_log
from geo.store.restore import restore

_JOB: Final = "backup_job"
_CHECKED: Final = "restore_file"
_RESTORE: Final = "restore_job"
_DROPPED: Final = "dropped_backup"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup on the disk, what is in it, and its own size and checksum."""

    file: OwnFile
    backup: Backup
    held: Held


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was handed over to be restored; `refusal` says why it cannot be."""

    upload: Upload
    backup: Backup | None
    refusal: str


def store_backup(store: StoreAt) -> None:
    """Back up, and restore."""
    if store.kind is StoreKind.FOLDER:
        st.info("A folder of files has no history to back up: copy the folder.")
        st.text(store.note or store.name)
        return
    left, right = st.columns(2, gap="large")
    with left:
        _back_up(store)
    with right:
        _restore(store)


def _back_up(store: StoreAt) -> None:
    st.subheader("Back up")
    st.caption(
        "Everything: claims, sources, places, and who changed what, when and why. It is read back "
        "and checked before you get it. Others may go on working meanwhile."
    )
    job: Job[Made] | None = st.session_state.get(_JOB)
    if job is not None and job.running:
        job_progress(job, "Writing the backup", "parts", may_stop=False)
        return
    if job is not None and job.state is JobState.DONE and job.result is not None:
        _made(job.result, revision(store.open()))
    elif job is not None:
        st.error("The backup could not be made.", icon=":material/report:")
        st.text(job.failure)
    fresh = job is None or job.result is None
    if st.button(
        "Make a backup" if fresh else "Make a new one",
        type="primary" if fresh else "secondary",
        icon=":material/archive:",
        key="backup_make",
    ):
        opened, owner = store.open(), keeping.session()
        started: Job[Made] = Job(lambda tick: _make(opened, owner))
        started.wait(0.4)
        st.session_state[_JOB] = started
        st.rerun()


def _make(store: Store, owner: str) -> Made:
    name = f"claim-atlas-backup-{dt.datetime.now().astimezone():%Y-%m-%d-%H%M}.zip"
    file = OwnFile(name, owner)
    with file.held() as path:
        backup = back_up(store, path)
    return Made(file, backup, measure(file.path))


def _made(made: Made, now: str) -> None:
    st.download_button(
        f"Download, {size_words(made.held.bytes)}",
        made.file.path.read_bytes,
        file_name=made.file.name,
        mime="application/zip",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key="backup_download",
    )
    if made.backup.revision != now:
        st.warning("The store has changed since this backup was made.", icon=":material/update:")
    st.caption(f"{_words(made.backup)}. SHA-256 of the file, to compare it with later:")
    st.code(made.held.sha256, language=None, wrap_lines=True)


def _restore(store: StoreAt) -> None:
    st.subheader("Restore")
    job: Job[tuple[str, ...]] | None = st.session_state.get(_RESTORE)
    if job is not None and job.running:
        job_progress(job, "Restoring", "parts", may_stop=False)
        return
    if job is not None:
        _restored(job)
        return
    checked: Checked | None = st.session_state.get(_CHECKED)
    if obstacle := editing.why_not(store):
        st.caption("Nothing can be restored here.")
        st.text(obstacle)
    elif store.kind is StoreKind.SERVER:
        st.caption(
            "This store is on a server, where others work as well: it is replaced on the command "
            "line only. The backup can also be restored as a file."
        )
    elif checked is None:
        st.file_uploader(
            f"A backup, up to {MAX_UPLOAD_MB} MB",
            type="zip",
            key=_DROPPED,
            on_change=_take,
            help="It is checked as a whole before you are asked whether it shall be restored.",
        )
    else:
        _confirm(store, checked)
        return
    st.caption("On the command line, which takes backups of any size:")
    command = f"claim-atlas restore --replace --store {store.name} BACKUP.zip"
    st.code(command, language=None, wrap_lines=True)


def _confirm(store: StoreAt, checked: Checked) -> None:
    """What is in the backup beside what is in the store, and the question."""
    st.text(checked.upload.name)
    if checked.backup is None:
        st.error("This backup cannot be restored.", icon=":material/report:")
        st.text(checked.refusal)
    else:
        log = change_log(store.open())
        claims = len(data.loaded(store, data.stamp(store)).dataset.claims)
        st.caption(f"The backup: {_words(checked.backup)}; every checksum is right.")
        st.caption(
            f"The store now: {number_of(len(log), 'change')}, the last of "
            f"{log[-1].recorded_at:%Y-%m-%d %H:%M} UTC; {number_of(claims, 'claim')}."
            if log
            else "The store is empty."
        )
        sure = st.checkbox(
            "Put the backup in place of the store. What is there now is kept beside it, under "
            "another name.",
            key="restore_sure",
        )
        if st.button(
            "Restore", type="primary", icon=":material/restore:", disabled=not sure, key="restore"
        ):
            target, upload = store.path, checked.upload
            if target is not None and sure:
                started: Job[tuple[str, ...]] = Job(lambda tick: _put_back(upload, target))
                started.wait(0.4)
                st.session_state[_RESTORE] = started
                st.rerun()
    if st.button("Another file", icon=":material/close:", key="restore_other"):
        _forget()
        st.rerun()


def _put_back(upload: Upload, target: Path) -> tuple[str, ...]:
    with upload.held() as path:
        return tuple(str(one) for one in restore(path, target, replace=True)[1])


def _restored(job: Job[tuple[str, ...]]) -> None:
    if job.state is JobState.DONE and job.result is not None:
        st.success("Restored. All pages show it from now on.", icon=":material/check_circle:")
        st.caption("What was there before is kept as:")
        st.text("\n".join(job.result) or "nothing")
    else:
        st.error("Nothing was restored.", icon=":material/report:")
        st.text(job.failure)
    if st.button("Done", icon=":material/check:", key="restore_done"):
        _forget()
        st.rerun()


def _forget() -> None:
    checked: Checked | None = st.session_state.pop(_CHECKED, None)
    if checked is not None:
        checked.upload.remove()
    st.session_state.pop(_RESTORE, None)


def _take() -> None:
    dropped: UploadedFile | None = st.session_state.get(_DROPPED)
    upload = take_upload(dropped) if dropped is not None else None
    if upload is None:
        return
    try:
        checked = Checked(upload, check_backup(upload.path), "")
    except StoreError as error:
        checked = Checked(upload, None, str(error))
    st.session_state[_CHECKED] = checked


def _words(backup: Backup) -> str:
    """Of when it is, how many changes it holds, how large the store in it is."""
    size = sum(one.bytes for one in backup.files.values())
    made = dt.datetime.fromisoformat(backup.made_at)
    return (
        f"of {made:%Y-%m-%d %H:%M} UTC, {number_of(backup.changes, 'change')}, "
        f"{size_words(size)} unpacked, revision {backup.revision[:12]}"
    )
