"""NumPy's products on one thread, without a library for it and without touching the caller's settings.

Worker processes are how this program uses several processors; products that start threads of their own
slow them down. NumPy's wheels carry OpenBLAS, whose number of threads is asked for and set by two
functions. Another BLAS (a system's own) is left alone: there the environment decides, as usual.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np

_PREFIXES = ("scipy_openblas", "openblas")
_SUFFIXES = ("64_", "")


@contextmanager
def one_thread() -> Iterator[None]:
    """Products in this block use one thread; afterwards as many as before."""
    functions = _openblas()
    if functions is None:
        yield
        return
    count, use = functions
    before = count()
    use(1)
    try:
        yield
    finally:
        use(before)


@lru_cache(maxsize=1)
def _openblas() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """The functions that tell and set the number of threads of the OpenBLAS in NumPy's wheel."""
    package = Path(np.__file__).parent
    for folder in (package.with_name("numpy.libs"), package / ".dylibs"):
        for path in sorted(folder.glob("*openblas*")):
            try:
                library = ctypes.CDLL(str(path))
            except OSError:
                continue
            for prefix in _PREFIXES:
                for suffix in _SUFFIXES:
                    count = getattr(library, f"{prefix}_get_num_threads{suffix}", None)
                    use = getattr(library, f"{prefix}_set_num_threads{suffix}", None)
                    if count is not None and use is not None:
                        use.restype = None
                        return count, use
    return None
