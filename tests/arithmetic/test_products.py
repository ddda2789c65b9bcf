"""So many times so many: which numbers are read together, and what they give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.arithmetic.products.products import Product, products
from auditor.arithmetic.products.told_each import told_for_each, words_before
from auditor.notice import Notice

Parse = Callable[[str], Notice]


def made(text: str, parsed: Parse) -> list[Product]:
    """The products of a text."""
    notice = parsed(text)
    return list(products(notice.text, notice.claims))


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("举办讲座8期，每期45人，累计360人。", "8期 × 45人 = 360人"),
        ("答复来信35件，涉及事项70项，平均每件2项。", "70项 ÷ 35件 = 2项"),
        ("为9户发放补助，每户每月300元，4个月共1.08万元。", "9户 × 300元 × 4个月 = 1.08万元"),
        ("东片、西片各6场，共12场。", "2 × 6场 = 12场"),
    ],
)
def test_what_holds(text: str, working: str, parsed: Parse) -> None:
    """A count, the number for each and the total are one product, with the arithmetic in words."""
    assert [(p.working, p.told) for p in made(text, parsed)] == [(working, None)]


@pytest.mark.parametrize(
    ("text", "told", "computed"),
    [
        ("举办讲座8期，每期45人，累计380人。", "380人", "360"),
        ("为12户发放慰问金4260元，户均355万元。", "355万元", "355元"),
    ],
)
def test_what_differs(text: str, told: str, computed: str, parsed: Parse) -> None:
    """The total differs from the product, an average from the quotient; a lost 万 is told in the same digits."""
    notice = parsed(text)
    found = [p for p in products(notice.text, notice.claims) if p.told]
    assert [(notice.text[p.told.start : p.told.end], p.computed) for p in found if p.told] == [
        (told, computed)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全镇16个村，每村不少于2名网格员，共配备网格员57名。",
        "走访9户，每户至少3次，共发现问题4个。",
        "为10名护林员发放补助，每人每月400元，共发放2万元。",
    ],
)
def test_what_is_no_product(text: str, parsed: Parse) -> None:
    """Least numbers, totals of something else and spans of time that are not told give no product."""
    assert made(text, parsed) == []


@pytest.mark.parametrize(
    ("text", "of", "time", "average"),
    [
        ("平均每个社区6名", "社区", "", True),
        ("人均450元", "人", "", True),
        ("每人每月450元", "人月", "个月", False),
        ("共450元", None, "", False),
    ],
)
def test_number_for_each(text: str, of: str | None, time: str, average: bool, parsed: Parse) -> None:
    """The words before a number say what it is for each of, and for how long."""
    number = parsed(text + "。").claims.quantities[0]
    each = told_for_each(number, words_before(number))
    assert (each and (each.of, each.time, each.average)) == (of and (of, time, average))
