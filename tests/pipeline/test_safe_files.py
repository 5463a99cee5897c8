"""Files that appear whole or not at all, and locks that end with their process."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import safe_files
from pipeline.safe_files import PRIVATE, locked_file, replacing, write_whole

HOLD = "import sys; from pathlib import Path; from pipeline.safe_files import locked_file\n"
HOLD += "with locked_file(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def mode_of(path: Path) -> int:
    """Permission bits of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "의견.txt"
    write_whole(path, "하나")
    assert path.read_text(encoding="utf-8") == "하나" and mode_of(path) == 0o666 & ~umask()
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.read_bytes() == b"two" and mode_of(path) == 0o640
    write_whole(path, "three", mode=PRIVATE)
    assert mode_of(path) == PRIVATE and os.listdir(tmp_path) == [path.name]


def umask() -> int:
    """The process's mask of permissions."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_what_is_unfinished_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with replacing(path, mode=PRIVATE) as unfinished:
        assert mode_of(unfinished) == PRIVATE and unfinished.parent == tmp_path and not path.exists()
    assert path.read_bytes() == b""


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_where_the_disk_is_full_the_former_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = tmp_path / "x"
    path.write_bytes(b"former")
    monkeypatch.setattr(safe_files.os, call, full)
    with pytest.raises(OSError, match="full"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"former" and os.listdir(tmp_path) == ["x"]


def test_an_interruption_leaves_nothing_beside(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "x") as unfinished:
        unfinished.write_bytes(b"half")
        raise KeyboardInterrupt
    assert not os.listdir(tmp_path)


def test_file_and_folder_are_flushed_in_this_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    flush, replace = os.fsync, os.replace

    def flushed(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        flush(descriptor)

    def replaced(new: Path, target: Path) -> None:
        done.append("replace")
        replace(new, target)

    monkeypatch.setattr(safe_files.os, "fsync", flushed)
    monkeypatch.setattr(safe_files.os, "replace", replaced)
    write_whole(tmp_path / "x", b"1")
    assert done == ["file", "replace", "folder"]


def test_links_are_replaced_and_never_written_through(tmp_path: Path) -> None:
    elsewhere, path = tmp_path / "elsewhere", tmp_path / "x"
    elsewhere.write_bytes(b"theirs")
    path.symlink_to(elsewhere)
    write_whole(path, b"ours")
    assert elsewhere.read_bytes() == b"theirs" and not path.is_symlink() and path.read_bytes() == b"ours"


def test_long_names_of_korean_letters_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("가" * 80 + ".csv")
    write_whole(path, b"1")
    assert os.listdir(tmp_path) == [path.name]


def test_a_lock_is_held_by_one_and_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None and holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(BlockingIOError), locked_file(path, waits=False):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    with locked_file(path, waits=False) as descriptor:
        os.write(descriptor, b"mine")
    assert path.read_bytes() == b"mine" and mode_of(path) == PRIVATE


def test_a_lock_is_never_a_link(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"x\.lock"), locked_file(path):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_that_was_renamed_meanwhile_is_not_taken_for_the_one_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, flock, moved = tmp_path / "log", safe_files.fcntl.flock, tmp_path / "log.1"

    def renamed_first(descriptor: int, operation: int) -> None:
        if not moved.exists():
            os.replace(path, moved)
        flock(descriptor, operation)

    monkeypatch.setattr(safe_files.fcntl, "flock", renamed_first)
    with locked_file(path) as descriptor:
        os.write(descriptor, b"new")
    assert path.read_bytes() == b"new" and moved.read_bytes() == b""
