"""What a configuration comes to."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.configuration.mistakes import ConfigError, Mistake
from auditor.configuration.plan import Plan, Setup


def ids(plan: Plan) -> set[str]:
    return {rule.id for rule in plan.rules}


def mistakes(path: str = "a.txt", **options: Any) -> list[Mistake]:
    """What is wrong with the configuration of a notice."""
    with pytest.raises(ConfigError) as caught:
        Setup(**options).plan(path)
    return list(caught.value.mistakes)
