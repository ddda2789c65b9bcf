"""E109: a leading group under two names."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import SENTENCE_END
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_WORDS = compiled(r"(?:巡[察视]|审计|督[察查]|专项|反馈|意见|问题|整改|落实|工作|情况){2,8}\Z")
_FULL = ("巡察", "巡视", "审计", "督察", "督查")
_EACH = compiled(r"(?:各|分别)[^。；;]{0,24}成立")  # those of others
_OPTIONAL = compiled(r"反馈|意见|问题")
_SET_UP = r"(?:成立|组建|设立|建立|调整)[^。；;\n]{0,40}?"
_TEAM = compiled(
    _SET_UP + r"(?P<team>(?P<kind>巡[察视]|审计|督[察查])(?:反馈|意见|问题|整改|落实|工作|情况){1,6}专班)"
)
_GROUP_SET_UP = compiled(_SET_UP + "领导小组")
_OF_SOMEBODY = compiled(r"[\u4e00-\u9fff](?<![由向经和与及报])")
LONGEST = 20


@rule("E109", name="group-name", severity=Severity.WARNING, since="0.1")
def group_name(notice: Notice) -> Iterator[Finding]:
    """整改领导小组名称前后不一致。

    检查什么
    “……整改……领导小组”的全称（以巡察、巡视、审计、督察开头）全文应一致；略去开头的简称（整改工作领导小组）不算。
    只写明成立“……整改……专班”，而另有一处由名称相应的“领导小组”履职、全文没有写到成立这个领导小组的，也请核对。
    有两种写法的，提示核对是否同一机构；其中一种不是全称，或只是少“反馈”“意见”“问题”字样的，只作提示。

    为什么
    成立的机构与后文履职的机构名称不同，读者无从判断是否同一机构。

    反例
    - 成立巡察整改落实工作领导小组。后由巡察整改工作领导小组督办。
    - 街道成立审计整改领导小组。审计整改工作领导小组召开会议。
    - 街道成立审计整改工作专班。逐一明确责任，审计整改领导小组每周通报进度。

    正例
    - 县委成立书记任组长的审计整改工作领导小组，成立县纪委书记任组长的审计整改督查工作领导小组。
    - 街道成立审计整改工作专班。逐一明确责任，市委审计整改领导小组每月通报进度。
    - 街道成立审计整改领导小组，下设审计整改工作专班。审计整改领导小组每周通报进度。
    - 街道成立巡察整改工作专班。审计整改领导小组每周通报进度。
    - 成立巡察整改工作领导小组。整改工作领导小组召开会议。
    - 成立云港街道巡察整改工作领导小组。巡察整改工作领导小组办公室设在党政办。
    - 区委巡察工作领导小组听取汇报。街道巡察整改工作领导小组召开会议。
    - 成立巡察整改工作领导小组。各镇、各单位均成立了巡察反馈问题整改领导小组。
    - 成立巡察整改工作领导小组。成立安全生产工作领导小组。

    依据
    《党政机关公文处理工作条例》第十九条：使用非规范化简称，应当先用全称并注明简称。
    """
    named: dict[str, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    text = notice.text
    end = text.find("领导小组")
    while end >= 0:
        words = _WORDS.search(text[max(0, end - LONGEST) : end])
        if words and "整改" in words[0] and not _EACH.search(text, max(0, end - LONGEST - 12), end):
            counts[words[0]] = counts.get(words[0], 0) + 1
            named.setdefault(words[0], (end - len(words[0]), end + 4))
        end = text.find("领导小组", end + 4)
    if sum(counts.values()) == 1:
        yield from _never_set_up(notice, *named.popitem())
        return
    ends = {name[at:] for name in named for at in range(1, len(name))}
    names = [n for n in named if n not in ends]
    full = [n for n in names if n.startswith(_FULL)]
    if len(names) < 2 or len({n[:2] for n in full}) > 1:
        return
    usual = max(full or names, key=lambda n: (counts[n], -named[n][0]))
    for name in names:
        if name == usual:
            continue
        (start, stop), (first, last) = named[name], named[usual]
        if not SENTENCE_END.search(text, min(stop, last), max(start, first)):
            continue  # two groups set up in one sentence
        yield Finding(
            f"领导小组名称不一：“{name}领导小组”与“{usual}领导小组”，请核实是否同一机构",
            notice.span(start, stop),
            severity=Severity.INFO if name not in full or _plain(name) == _plain(usual) else Severity.WARNING,
            certainty=Certainty.QUERY,
            related=(Label(notice.span(first, last), f"“{usual}领导小组”"),),
            evidence=Evidence(
                name, usual, f"“{name}”{counts[name]} 处，“{usual}”{counts[usual]} 处", elsewhere=True
            ),
        )


def _never_set_up(notice: Notice, name: str, place: tuple[int, int]) -> Iterator[Finding]:
    """审计整改领导小组, once and without whose it is, where only 审计整改工作专班 was set up."""
    text = notice.text
    team = _TEAM.search(text) if "专班" in text else None
    if team is None or not name.startswith(team["kind"]) or _GROUP_SET_UP.search(text):
        return
    if _OF_SOMEBODY.search(text, max(0, place[0] - 1), place[0]):
        return
    yield Finding(
        f"此处为“{name}领导小组”，全文写明成立的是“{team['team']}”，请核实是否同一机构",
        notice.span(*place),
        certainty=Certainty.QUERY,
        related=(Label(notice.span(*team.span("team")), f"成立“{team['team']}”"),),
        evidence=Evidence(f"{name}领导小组", team["team"], elsewhere=True),
    )


def _plain(name: str) -> str:
    """A group's name without the words that say what is being put right."""
    return _OPTIONAL.sub("", name)
