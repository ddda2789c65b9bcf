"""Lists with a number: what proves it, and what does not."""

from __future__ import annotations

import pytest

from auditor.report import Verdict
from tests.test_claim_sentences import audited


def verified(text: str) -> set[str]:
    """The words of the claims of a text that are verified."""
    return {text[e.span.start : e.span.end] for e in audited(text).ledger if e.verdict is Verdict.VERIFIED}


@pytest.mark.parametrize(
    "text",
    [
        "落实“两个责任”，压实主体责任、第一责任人责任、“一岗双责”。",
        "落实“两个责任”，包括党委主体责任、书记第一责任人责任。",
        "走访红石村、柳湾村、红石村3个村。",
        "经开区实验小学、城关小学、实验小学3所学校完成食堂改造。",
        "出台《书记与镇长沟通制度》《值班办法》3项制度。",
    ],
)
def test_a_list_of_other_members_proves_nothing(text: str) -> None:
    assert verified(text) == set()


def test_settled_members_prove_their_term() -> None:
    assert "“两个责任”" in verified("压实党委主体责任、纪委监督责任“两个责任”。")
