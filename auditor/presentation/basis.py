"""What a finding rests on, in one line for people, without what its message says already."""

from __future__ import annotations

from auditor.findings import Finding
from auditor.patterns import compiled
from auditor.presentation.excerpt import visible
from auditor.records import frozen

_UNIT = r"[^\W\d_]{0,8}"
_DIGIT = "[0-9０-９一二三四五六七八九十百千万亿零〇两半]"
_NUMBER = rf"(?!0[0-9])(?:[0-9０-９一二三四五六七八九十百千万亿零〇两半,，.．/]{{0,24}}{_DIGIT})"
_VALUE = compiled(rf"(?:[约近超逾]|不足)?{_NUMBER} ?(?P<unit>[%％‰]|个百分点|㎡|{_UNIT})")
_DAY = compiled(r"(?:[0-9]{2,4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?")
_APART = compiled(r"\s*[≠<>≤≥，；：、与“”]\s*")
_UNEQUAL = compiled(r"[^≠]{1,40}≠[^≠，；]{1,40}")
_CALCULATION = compiled(r"[=≠<>≤≥÷×+−]")


@frozen
class Basis:
    """What the document states, and against it the result of a calculation, or what ``elsewhere`` stands.

    ``stated`` and ``other`` are "" if they are no values; ``working`` is "" if it says nothing new.
    All are visible text.
    """

    stated: str
    other: str
    working: str
    elsewhere: bool

    @property
    def label(self) -> str:
        """What to call it: 核算, 两处, or 说明 where nothing was calculated."""
        if self.stated:
            return "两处" if self.elsewhere else "核算"
        return "核算" if _CALCULATION.search(self.working) else "说明"

    @property
    def name(self) -> str:
        """What to call ``other``."""
        return "另一处" if self.elsewhere else "算得"

    @property
    def words(self) -> str:
        """“文中 16，算得 10：2 + 6 + 2 = 10”, “文中 16个，另一处 18个”, or the working alone."""
        if not self.stated:
            return self.working
        pair = f"文中{_apart(self.stated)}，{self.name}{_apart(self.other)}"
        return f"{pair}：{self.working}" if self.working else pair


def basis(finding: Finding) -> Basis | None:
    """What a finding rests on; None if its message says all of it."""
    evidence = finding.evidence
    if evidence is None:
        return None
    pair = (evidence.stated, evidence.computed)
    if evidence.elsewhere:
        shown = not all(_stands(each, finding.message) for each in pair)
    else:
        shown = _are_values(*pair)
    new = _says_more(evidence.working, (finding.message, *(pair if shown else ())))
    stated, other = pair if shown else ("", "")
    if not (shown or new):
        return None
    return Basis(
        visible(stated), visible(other), visible(evidence.working) if new else "", evidence.elsewhere
    )


def _are_values(stated: str, computed: str) -> bool:
    """Whether both are a day, or one figure with its unit; a result has no unit where the text has none."""
    if stated and computed and _DAY.fullmatch(stated) and _DAY.fullmatch(computed):
        return True
    here, there = _VALUE.fullmatch(stated), _VALUE.fullmatch(computed)
    return bool(here and there and (here["unit"] or not there["unit"]))


def _says_more(working: str, told: tuple[str, ...]) -> bool:
    """Whether a working says what has not been told; that two things are not equal is no news."""
    if _UNEQUAL.fullmatch(working):
        return False
    parts = [each for each in _APART.split(working.strip()) if each]
    return not all(any(_stands(part, words) for words in told) for part in parts)


def _apart(words: str) -> str:
    """The words behind a blank; opening marks have room of their own."""
    return words if words[:1] in "《“（…" else f" {words}"


def _stands(part: str, words: str) -> bool:
    """Whether a part stands in some words; a number only as a whole one (3 is not in 13)."""
    at = words.find(part)
    while at >= 0:
        before, after = words[at - 1 : at], words[at + len(part) : at + len(part) + 2]
        if not (part[:1].isdigit() and (before.isdigit() or before == ".")) and not (
            part[-1:].isdigit() and (after[:1].isdigit() or (after[:1] == "." and after[1:].isdigit()))
        ):
            return True
        at = words.find(part, at + 1)
    return False
