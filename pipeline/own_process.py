"""What can be left out in a process that runs nothing but Ondo's command line, or its scoring."""

import sys
from importlib.machinery import ModuleSpec

_PANDAS = "pandas"


class _Absent:
    """Says of pandas that it is not there."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """As importlib asks for it; raises ImportError for pandas."""
        if name == _PANDAS:
            raise ImportError("Arrow does without pandas here")
        return None


class OwnProcess:
    """Whether this process is Ondo's alone: no dashboard will hand PyArrow's tables to pandas in it."""

    is_claimed = False

    @classmethod
    def claim(cls) -> None:
        """Say that it is."""
        cls.is_claimed = True

    @classmethod
    def leave_pandas_out(cls) -> None:
        """In such a process, have PyArrow do without pandas, also where it is installed.

        It loads it with the first list that it is given (0.4 s of processor time, 40 MB), to ask whether that is an object of pandas.
        What is found once is never looked for again; others may import pandas afterwards.
        """
        if not cls.is_claimed or _PANDAS in sys.modules:
            return
        import pyarrow as pa

        absent = _Absent()
        sys.meta_path.insert(0, absent)
        try:
            pa.array([])
        finally:
            sys.meta_path.remove(absent)
