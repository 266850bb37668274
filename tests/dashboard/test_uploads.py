"""Files that are handed over: their names are made harmless, and nothing of them stays."""

from __future__ import annotations

import gc
import hashlib

import pytest

from dashboard.uploads import OwnFile, Upload, file_name, remove_all, size_words, sweep


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("events.csv", "events.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\звіт 5.csv", "звіт 5.csv"),
        ("a\x00b\u202ec\n.kml", "a_b_c_.kml"),
        ("..", "file"),
        ("", "file"),
        (".csv", "csv"),
        ("we<ir>d|name?.json", "we_ir_d_name_.json"),
        ("no-ending" + "x" * 20 + ".averyveryverylongending", None),
    ],
)
def test_names_are_harmless(given: str, kept: str | None) -> None:
    name = file_name(given)
    assert kept is None or name == kept
    assert "/" not in name
    assert "\\" not in name
    assert name not in ("", ".", "..")
    assert len(name.encode()) <= 120


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name("Ж" * 300 + ".geojson")
    assert name.endswith("Ж.geojson")
    assert len(name.encode()) <= 120


def test_a_file_is_written_measured_and_removed() -> None:
    upload = Upload("a.csv", iter([b"one,", b"two\n"]))
    assert upload.path.read_bytes() == b"one,two\n"
    assert (upload.bytes, upload.sha256) == (8, hashlib.sha256(b"one,two\n").hexdigest())
    assert upload.path.stat().st_mode & 0o077 == 0 or upload.path.parent.stat().st_mode & 0o077 == 0
    folder = upload.path.parent
    upload.remove()
    upload.remove()
    assert not folder.exists()


def test_a_file_goes_with_whoever_held_it() -> None:
    made = OwnFile("a.zip")
    made.path.write_bytes(b"x")
    folder = made.path.parent
    del made
    gc.collect()
    assert not folder.exists()


def test_a_server_that_ends_leaves_nothing() -> None:
    made = [Upload("a.csv", [b"x"]), OwnFile("b.zip")]
    remove_all()
    assert not [one for one in made if one.path.parent.exists()]


def test_files_of_sessions_that_are_gone_are_swept_away() -> None:
    here, gone, used = OwnFile("a", "here"), OwnFile("b", "gone"), OwnFile("c", "gone")
    nobodys = OwnFile("d")
    with used.held():
        for _ in range(2):
            assert gone.path.parent.exists()
            sweep({"here"}.__contains__, patience_s=0)
    assert [one.path.parent.exists() for one in (here, gone, used, nobodys)] == [
        True, False, True, True,
    ]  # fmt: skip
    sweep({"here"}.__contains__, patience_s=0)
    sweep({"here", "gone"}.__contains__, patience_s=0)
    sweep({"here"}.__contains__, patience_s=0)
    assert used.path.parent.exists(), "it came back in between"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 KB"), (655_838, "656 KB"),
     (1_234_567, "1.2 MB"), (2_345_678_901, "2,346 MB")],
)  # fmt: skip
def test_sizes_in_words(number: int, words: str) -> None:
    assert size_words(number) == words
