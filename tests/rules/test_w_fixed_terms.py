"""Fixed expressions of party documents: what is damaged, and what is only like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("学习党的二十大三中全会精神", "二十届三中全会"),
        ("学习党的二十三中全会精神", "二十届三中全会"),
        ("坚持成功不必在我", "功成不必在我"),
        ("坚持以人民为重心的发展思想", "以人民为中心的发展思想"),
        ("坚定“四个自觉”", "四个自信"),
        ("坚决做到“两个拥护”", "两个维护"),
        ("把权利关进制度的笼子", "权力关进制度"),
        ("落实三个区别开来要求", "三个区分开来"),
        ("违反党政机关厉行节约反对浪条例", "党政机关厉行节约反对浪费条例"),
    ],
)
def test_a_damaged_expression_is_found(audited: Audited, words: str, right: str) -> None:
    """The message names the right one."""
    (finding,) = audited(f"区局{words}，抓好整改。", "W101").findings
    assert f"“{right}”" in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "学习党的二十大和二十届二中、三中全会精神", "第二十三中学全会审议", "坚持功成不必在我、功成必定有我", "提高思想自觉等“四个自觉”",
        "保障办公权利", "维护公权利益", "监督执纪“四种形态”", "以人民为中心，以服务为重心", "采用四种形式宣传", "踏石留印、抓铁有痕",
    ],
)  # fmt: skip
def test_what_is_only_like_it_is_left_alone(audited: Audited, words: str) -> None:
    """Other words, other terms."""
    assert not audited(f"区局{words}，抓好整改。", "W101").findings
