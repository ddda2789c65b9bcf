"""What the finders of this package return."""

from __future__ import annotations

Place = tuple[int, int]
"""Start and end in the text of a notice."""
Pair = tuple[Place, Place]
"""Where something is said to be wholly done, and where some of it is said not to be."""
