"""Part–whole groups: one whole and its parts (``group``), found in ``finders`` and judged in ``sums``."""
