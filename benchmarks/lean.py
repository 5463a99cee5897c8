"""How much is installed, and what starting costs.

    python benchmarks/lean.py

Builds the wheel, installs it without extras into a fresh virtual environment twice (the first fills pip's cache, the
second is timed), and prints the sizes of the wheel, of the model in it and of each installed package, then how long
importing the command line and `ondo --help` take there (the median of seven), and what importing loads.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import tell

ROOT = Path(__file__).resolve().parent.parent

TIMES = 7
SHOWN = 12
"""Packages that are shown one by one, the largest first."""

MB = 1e6


def built(folder: Path) -> Path:
    """The wheel of a copy of the working tree, so that nothing of former builds gets in."""
    tree, tools = folder / "tree", folder / "tools"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__", "tests"))
    venv.create(tools, with_pip=True)
    command = [
        str(tools / "bin" / "python"),
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(tree),
    ]
    subprocess.run(command, check=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def installed(wheel: Path, folder: Path) -> tuple[Path, float, float]:
    """A fresh environment with the wheel and its dependencies, and the seconds that pip took, by the clock and of processor time."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    started, used = time.perf_counter(), children_used()
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--constraint",
        str(ROOT / "constraints.txt"),
        str(wheel),
    ]
    subprocess.run(command, check=True)
    return python, time.perf_counter() - started, children_used() - used


def children_used() -> float:
    """Seconds of processor time of all processes started and ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size_of(package: Distribution) -> int:
    """Bytes of a package's files, as installed."""
    places = [Path(str(package.locate_file(item))) for item in package.files or []]
    return sum(place.stat().st_size for place in places if place.exists())


def parts_of(wheel: Path) -> dict[str, int]:
    """Compressed bytes of each folder of the wheel."""
    parts = defaultdict[str, int](int)
    with zipfile.ZipFile(wheel) as archive:
        for item in archive.infolist():
            parts[item.filename.rpartition("/")[0] or item.filename] += item.compress_size
    return dict(sorted(parts.items(), key=lambda part: -part[1]))


def seconds(command: Sequence[str], folder: Path) -> float:
    """The median of several starts."""
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def loaded(python: Path, folder: Path) -> list[str]:
    """Packages outside the standard library that importing the command line loads."""
    code = "import sys, pipeline.cli.main; print(*{name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names)"
    found = subprocess.run(
        [str(python), "-c", code], check=True, capture_output=True, text=True, cwd=folder
    ).stdout.split()
    return sorted(name for name in found if not name.startswith("_"))


def main() -> None:
    """Build, install, start, print."""
    os.environ.pop("PYTHONPATH", None)  # pip would take a package found there for installed
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wheel = built(folder)
        print(f"wheel {wheel.stat().st_size / MB:.1f} MB, of which")
        for part, size in list(parts_of(wheel).items())[:4]:
            print(f"  {size / MB:6.2f} MB  {part}")
        installed(wheel, folder / "first")
        python, taken, used = installed(wheel, folder / "second")
        [packages] = (folder / "second" / "lib").glob("python3*/site-packages")
        found = [item for item in distributions(path=[str(packages)]) if item.name not in ("pip", "setuptools")]
        sizes = sorted(((size_of(item), item.name) for item in found), reverse=True)
        whole = sum(size for size, _ in sizes)
        print(
            f"\npip install from a warm cache {taken:.1f} s ({used:.1f} s of processor time): {len(sizes)} packages, {whole / MB:,.0f} MB, of which"
        )
        for size, name in sizes[:SHOWN]:
            print(f"  {size / MB:6.1f} MB  {name}")
        nothing = seconds([str(python), "-c", "pass"], folder)
        imports = seconds([str(python), "-c", "import pipeline.cli.main"], folder)
        helps = seconds([str(python.parent / "ondo"), "--help"], folder)
        print(f"\nPython alone {nothing:.2f} s, import pipeline.cli.main {imports:.2f} s, ondo --help {helps:.2f} s")
        for name, value in (
            ("installed, MB", whole / MB),
            ("installed packages", len(sizes)),
            ("wheel, MB", wheel.stat().st_size / MB),
            ("import pipeline.cli.main, s", imports),
            ("ondo --help, s", helps),
        ):
            tell(name, value)
        print(f"importing the command line loads {', '.join(loaded(python, folder))}")


if __name__ == "__main__":
    main()
