"""The grammars and tables that are installed with the package."""

from __future__ import annotations

from pkgutil import get_data


def packaged(package: str, name: str) -> str:
    """The text of a file of a package, with ``\\n`` as line ends.  Raises FileNotFoundError if there is none."""
    data = get_data(package, name)
    if data is None:
        raise FileNotFoundError(f"{package}: {name}")
    return data.decode("utf-8").replace("\r\n", "\n")
