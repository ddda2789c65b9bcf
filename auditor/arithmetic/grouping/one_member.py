"""What is told of a single member of a whole, of which it counts other things: 8个镇街中，…最低的甲镇承接问题18个."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.claims import Quantity
from auditor.patterns import compiled

_ONLY_HAS = compiled(r"(?:共|总|现|目前|就|只|仅|各|已|均|都|也)*(?:有|为|是|占|达)?")
_BEST = r"最[\u4e00-\u9fff]{1,2}的|(?:第[一二三四五六七八九十]|首位|末位|垫底)的"


def is_of_one_member(whole: Quantity, part: Quantity) -> bool:
    """Whether a number tells what one body or place of several has, and not how many of them there are.

    最低的甲镇承接问题18个 and 甲村有合作社12个 do; 完成整改的镇有5个 and 涉农乡镇有问题的3个 count members of the whole.
    """
    kind = _kinds().match(whole.tail)
    member = _members(kind.lastgroup).match(part.lead) if kind and kind.lastgroup else None
    if member is None or _kinds().fullmatch(member["name"]):
        return False
    has = part.lead[member.end() :]
    counted = _ONLY_HAS.sub("", has, count=1)
    if has.endswith("的"):
        return False
    if member["best"]:
        return bool(counted) or (part.noun not in ("", whole.noun) and part.noun in part.tail)
    return part.noun != "" and part.noun in has + part.tail and part.noun not in whole.tail


@cache
def _kinds() -> re.Pattern[str]:
    """How the tail of a whole begins that counts bodies or places; its name tells the row of the table."""
    rows = enumerate(lexicon.mapping("nouns", "member_names"))
    return compiled(
        "|".join(f"(?P<k{i}>(?:{lexicon.any_of('nouns', f'member_names.{key}.counted')}))" for i, key in rows)
    )


@cache
def _members(kind: str) -> re.Pattern[str]:
    """A name of such a body or place at the beginning of a clause, behind what singles it out."""
    key = list(lexicon.mapping("nouns", "member_names"))[int(kind[1:])]
    ends = lexicon.any_of("nouns", f"member_names.{key}.ends")
    return compiled(
        rf"(?:其中)?(?:[\u4e00-\u9fff]{{0,12}}?(?P<best>{_BEST}))?(?P<name>[\u4e00-\u9fff]{{1,8}}?(?:{ends}))"
    )
