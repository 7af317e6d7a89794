"""The folder of kept photos."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.photos import Photo, PhotoStore, take_in
from tests.photos.pictures import LIMITS, saved, scene


def photo(seed: int = 1) -> Photo:
    taken = take_in(saved(scene(seed=seed)), LIMITS)
    assert isinstance(taken, Photo)
    return taken


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_photo_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    store, one, two = PhotoStore(tmp_path / "media"), photo(1), photo(2)
    store.save(one)
    store.save(two)
    assert PhotoStore(tmp_path / "media").load(one.sha256) == one.web
    assert store.load_thumb(two.sha256) == two.thumb
    assert len(files(tmp_path)) == 4, "no half files are left"


def test_saving_it_twice_writes_it_once(tmp_path: Path) -> None:
    store, one = PhotoStore(tmp_path), photo()
    store.save(one)
    before = [path.stat().st_mtime_ns for path in files(tmp_path)]
    store.save(one)
    assert [path.stat().st_mtime_ns for path in files(tmp_path)] == before


def test_many_threads_may_save_the_same_photo(tmp_path: Path) -> None:
    store, one = PhotoStore(tmp_path), photo()
    threads = [threading.Thread(target=store.save, args=(one,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.load(one.sha256) == one.web
    assert len(files(tmp_path)) == 2


def test_a_save_that_fails_leaves_nothing_under_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, one = PhotoStore(tmp_path), photo()

    def full(handle: int) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="no space"):
            store.save(one)
    assert files(tmp_path) == []
    store.save(one)
    assert store.load(one.sha256) == one.web


def test_a_deleted_photo_is_gone_and_may_be_deleted_again(tmp_path: Path) -> None:
    store, one = PhotoStore(tmp_path), photo()
    store.save(one)
    store.delete(one.sha256)
    store.delete(one.sha256)
    assert files(tmp_path) == []
    with pytest.raises(FileNotFoundError):
        store.load(one.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", "ab" * 32 + "/x"])
def test_only_a_content_hash_ever_becomes_a_path(tmp_path: Path, name: str) -> None:
    store = PhotoStore(tmp_path)
    for act in (store.load, store.load_thumb, store.delete):
        with pytest.raises(FileNotFoundError, match="no content hash"):
            act(name)


def test_nobody_else_on_the_machine_can_look(tmp_path: Path) -> None:
    store, one = PhotoStore(tmp_path / "media"), photo()
    store.save(one)
    assert all(path.stat().st_mode & 0o077 == 0 for path in files(tmp_path))


def test_its_row_for_the_database_holds_no_invented_digit() -> None:
    row = Photo("ab" * 32, b"web", b"thumb", 8, 6, "0" * 16, gps=(32.025, -120.86)).row()
    assert (row["latitude"], row["longitude"], row["bytes"]) == ("32.025000", "-120.860000", 3)
    assert photo().row()["latitude"] is None
