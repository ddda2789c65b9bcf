"""E102: title, preamble, contact paragraph and signature must name one body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.entities import Role, Unit, acting_units, is_other_office, is_same_body, units
from auditor.names.foreign_organs import foreign_organs
from auditor.names.organs import OrganSlip, organ_slips
from auditor.names.resemblance import difference, resemblance
from auditor.names.signers import other_signer
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import AUDIT, GENERAL, INSPECTION, SUPERVISION
from auditor.registry import rule

_SHORT = compiled(r"工委(?<![党纪察]工委)")  # 党工委, 纪工委 and 监察工委 are other words
ESTABLISHED = 3  # so many mentions of one form in the body before another form in the title is worth a hint


@rule(
    "E102",
    name="issuing-unit",
    severity=Severity.ERROR,
    since="0.1",
    profiles=(INSPECTION, AUDIT, SUPERVISION, GENERAL),
)
def issuing_unit(notice: Notice) -> Iterator[Finding]:
    """标题、开头、落款的单位不一致。

    检查什么
    标题、开头“对……开展巡察”、“向……反映”、段首的行文主体和落款所称的本单位应是同一单位。全称与规范化简称
    （街道工作委员会、街道党工委、街工委）以及文中“以下简称”规定的名称视为同一单位；隐去的名称不比较。
    落款与标题写的名称只差一个字的（研究院、研究所），任何单位都指出。
    写明所在地的局，层级不同（江源市、江源县教育局）或多一项职能（教育局、教育体育局）的，不算简称；其他通报、通知只查这一项。
    标题用“工委”而正文一律用“党工委”的，只作提示。
    标题为党委、全文三处以上称“局党委”（县水利局党委）而一两处称“局党组”的（或相反），也提出；标题、落款没有写组织名的，以多者为准。
    通篇称“局党组”而一处称“院党委”“管理处党组”，全文又没有提到别的院、处的，也请核实。
    别的单位的、写明改设前后的、两者并列的、说的是党支部和党员（机关党委）的不算。

    为什么
    套用他单位稿件、抄录出错时，最容易留下别的单位名称；落款单位不符的通报无效。

    反例
    - 中共青溪市水务投资集团有限公司委员会关于巡察整改情况的通报
      按照部署，市委第二巡察组对集团党委开展了巡察。
      一、总体情况
      二、整改情况
      中共青溪市水务投资有限公司委员会
      2023年5月6日
    - 云港街道党工委关于巡察整改情况的通报
      按照部署，区委第一巡察组对云港街道党工委开展了巡察。
      一、总体情况
      二、整改情况
      中共江州市东湖区石桥街道工作委员会
      2023年5月6日
    - 柳溪镇党委关于巡察整改情况的通报
      按照部署，县委第一巡察组对柳河镇党委进行了巡察。
      一、总体情况
      二、整改情况
      中共东山县柳溪镇委员会
      2023年5月6日
    - 云溪市水务集团党委关于巡察整改情况的通报
      按照部署，市委第一巡察组对云溪市水务集团党委开展了巡察。
      一、总体情况
      二、整改情况
      中共云岭市水务集团委员会
      2023年5月6日
    - 江州市档案局党委关于巡察整改情况的通报
      按照部署，市委第一巡察组对市档案局党委开展了巡察。
      一、总体情况
      局党委召开会议。局党委逐项整改。
      二、整改情况
      局党委修订制度。局党组听取汇报。
      中共江州市档案局委员会
      2023年5月6日
    - 江州市档案局党组关于巡察整改情况的通报
      按照部署，市委第一巡察组对市档案局党组开展了巡察。
      一、总体情况
      局党组召开会议。局党组逐项整改。
      二、整改情况
      院党组修订制度。局党组听取汇报。
      中共江州市档案局党组
      2023年5月6日
    - 江州市粮食局关于审计查出问题整改结果的公告
      市审计局对市粮食局2022年度预算执行情况进行了审计。
      一、总体情况
      局党组高度重视。局党委召开会议。结果报局党组会议审定。
      二、整改情况
      局党组每季度听取汇报。
      江州市粮食局
      2023年5月6日
    - 江源市文化局关于专项整治情况的通报
      江源市文化局召开会议。
      一、总体情况
      二、整改情况
      江源市文化旅游局
      2023年5月6日
    - 江源省茶叶科学研究院关于审计查出问题整改结果的公告
      省审计厅对江源省茶叶科学研究院2022年度预算执行情况进行了审计。
      一、总体情况
      二、整改情况
      江源省茶叶科学研究所
      2023年5月6日
    - 江源县教育局党组关于巡察整改情况的通报
      县委巡察组对江源县教育局党组开展了巡察。
      一、总体情况
      二、整改情况
      中共江源市教育局党组
      2023年5月6日

    正例
    - 共青团青石县委员会党组关于巡察整改进展情况的通报
      根据县委统一部署，县委巡察组对团县委党组开展了巡察。现将整改进展情况通报如下。
    - 中共青溪市水务投资集团有限公司委员会关于巡察整改情况的通报
      按照部署，市委第二巡察组对市水务投资集团党委开展了巡察。
      一、总体情况
      二、整改情况
      中共青溪市水务投资集团有限公司委员会
      2023年5月6日
    - 中共青溪市城市管理局党组关于巡察整改情况的通报
      按照部署，市委第二巡察组对市城市管理局党组开展了巡察。
      一、总体情况
      二、整改情况
      中共青溪市城市管理局党组
      2023年5月6日
    - 江州市卫生局党组关于巡察整改情况的通报
      按照部署，市委第一巡察组对市卫生局党组开展了巡察。
      一、总体情况
      局党组召开会议。局党组逐项整改，市中医医院退还多收费用。
      二、整改情况
      院党组修订制度。局党组听取汇报。
      中共江州市卫生局党组
      2023年5月6日
    - 江源省茶叶科学研究院关于审计查出问题整改结果的公告
      省审计厅对江源省茶叶科学研究院2022年度预算执行情况进行了审计，延伸审计江源省茶叶科学研究所。
      一、总体情况
      二、整改情况
      江源省茶叶科学研究院
      2023年5月6日
    - 江源市江源区教育局党组关于巡察整改情况的通报
      区委巡察组对江源区教育局党组开展了巡察，并向区教育体育局通报。
      一、总体情况
      二、整改情况
      中共江源市江源区教育局党组
      2023年5月6日
    - 江州市粮食局关于审计查出问题整改结果的公告
      市审计局对市粮食局2022年度预算执行情况进行了审计。
      一、总体情况
      局党组高度重视。结果报局党组会议审定，局党委组织各党支部学习。
      二、整改情况
      局党组每季度听取汇报，市粮食局机关党委跟踪。局党组、局党委一并检查。
      江州市粮食局
      2023年5月6日
    - 江州市档案局党委关于巡察整改情况的通报
      按照部署，市委第一巡察组对市档案局党委开展了巡察。
      一、总体情况
      局党委召开会议，与市文旅局党组会商。局党委逐项整改。
      二、整改情况
      局党委修订制度。2022年机构改革前，局党组改设为局党委。
      中共江州市档案局委员会
      2023年5月6日
    - 江州市水务集团党委关于巡察整改情况的通报
      按照部署，市委第一巡察组对市水务集团党委开展了巡察，并向东湖区水务集团反馈。
      一、总体情况
      二、整改情况
      中共江州市水务集团委员会
      2023年5月6日
    - 云港街工委关于巡察整改情况的通报
      按照部署，区委第一巡察组对云港街道党工委开展了巡察。
      一、总体情况
      二、整改情况
      中共江州市东湖区云港街道工作委员会
      2023年5月6日
    - 市住建局党组关于巡察整改情况的通报
      按照部署，市委第一巡察组对市住房和城乡建设局党组开展了巡察。
      一、总体情况
      二、整改情况
      中共江州市住房和城乡建设局党组
      2023年5月6日
    - 云港街道党工委关于巡察整改情况的通报
      按照部署，区委第一巡察组对云港街道开展了巡察，并与石桥街道交换了意见。
      一、总体情况
      二、整改情况
      欢迎监督，请向区委巡察办反映。
      中共云港街道工作委员会
      2023年5月6日

    依据
    GB/T 9704-2012 7.3.5：署发文机关全称或者规范化简称；《党政机关公文处理工作条例》第九条。
    """
    named = units(notice)
    if notice.profile == GENERAL:
        told = list(_other_office(notice, named))
        yield from told or _other_signer(notice)
        return
    foreign = _odd_ones(named)
    if not any(unit.role is Role.SIGNATURE for pair in foreign for unit in pair):
        yield from _other_signer(notice)
    for unit, against in foreign:
        yield _disagreement(notice, unit, against)
    yield from _short_form(notice, named)
    yield from _other_organ(notice)
    usual = next((u for u in named if not u.masked and all(u is not f for f, _ in foreign)), None)
    if usual is None:
        return
    reported = {u.stem for u, _ in foreign}
    for acting in acting_units(notice, usual):
        if acting.stem not in reported:
            reported.add(acting.stem)
            yield _disagreement(notice, acting, usual)


def _other_office(notice: Notice, named: list[Unit]) -> Iterator[Finding]:
    """The only signature under a text of any kind, that of an office which is nearly the one of the title."""
    title = next((u for u in named if u.role is Role.TITLE), None)
    signed = [u for u in named if u.role is Role.SIGNATURE]
    if title and len(signed) == 1 and is_other_office(title, signed[0]):
        yield _disagreement(notice, signed[0], title)


def _other_signer(notice: Notice) -> Iterator[Finding]:
    """The name in the title with one character changed under the text; E101 tells those that look or sound alike."""
    if pair := other_signer(notice):
        odd = difference(pair[0].text, pair[1].text)
        if not resemblance(odd.ours, odd.theirs):
            yield _disagreement(notice, *pair)


def _short_form(notice: Notice, named: list[Unit]) -> Iterator[Finding]:
    """A title with 工委 where the text has 党工委 throughout."""
    title = next((u for u in named if u.role is Role.TITLE), None)
    if title is None or title.organ not in ("工委", "街工委"):
        return
    others = sum(1 for match in _SHORT.finditer(notice.text) if match.start() >= title.end)
    full = notice.text.count("党工委")
    if not others and full >= ESTABLISHED:
        at = notice.text.index("党工委")
        yield Finding(
            f"标题用“{title.text}”，正文 {full} 处均用“党工委”，简称不统一",
            notice.span(title.start, title.end),
            severity=Severity.INFO,
            related=(Label(notice.span(at, at + 3), "正文：“党工委”"),),
            evidence=Evidence(
                title.text, "党工委", f"标题“{title.organ}”，正文“党工委”{full} 处", elsewhere=True
            ),
        )


def _other_organ(notice: Notice) -> Iterator[Finding]:
    """局党组 once, where title and text have 局党委; 院党组 where no other word tells of such a body."""
    for slip in organ_slips(notice):
        yield _of_organ(notice, slip, "党组与党委不同，请核实")
    for slip in foreign_organs(notice):
        yield _of_organ(notice, slip, "单位不同，请核实")


def _of_organ(notice: Notice, slip: OrganSlip, what: str) -> Finding:
    usual = notice.span(slip.usual_at, slip.usual_at + len(slip.usual))
    return Finding(
        f"此处为“{slip.name}”，全文另 {slip.count} 处为“{slip.usual}”，{what}",
        notice.span(slip.start, slip.end),
        severity=Severity.WARNING,
        certainty=Certainty.QUERY,
        related=(Label(usual, f"“{slip.usual}”（共 {slip.count} 处）"),),
        evidence=Evidence(slip.name, slip.usual, f"“{slip.usual}”{slip.count} 处", elsewhere=True),
    )


def _odd_ones(named: list[Unit]) -> list[tuple[Unit, Unit]]:
    """The units that differ from what most of the places say, each with one of those places."""
    against: Counter[int] = Counter()
    for i, one in enumerate(named):
        for j, other in enumerate(named):
            against[i] += i != j and is_same_body(one, other) is False
    odd: list[tuple[Unit, Unit]] = []
    # The title is believed longest: of two places that disagree the later one is shown against it.
    for i in sorted(range(len(named)), key=lambda i: (-against[i], -i)):
        left = [u for u in named if all(u is not o for o, _ in odd)]
        match = next((u for u in left if is_same_body(named[i], u) is False), None)
        if match is not None:
            odd.append((named[i], match))
    return sorted(odd, key=lambda pair: pair[0].start)


def _disagreement(notice: Notice, unit: Unit, other: Unit) -> Finding:
    where = unit.role.value
    return Finding(
        f"{where}所称单位“{unit.text}”与{other.role.value}“{other.text}”不一致，请核实",
        notice.span(unit.start, unit.end),
        # Offices have short forms that share no character with the full name; places have not.
        severity=Severity.ERROR if unit.is_place and unit.role is not Role.BODY else Severity.WARNING,
        certainty=Certainty.LIKELY if unit.is_place else Certainty.QUERY,
        related=(Label(notice.span(other.start, other.end), f"{other.role.value}：“{other.text}”"),),
        evidence=Evidence(
            unit.text, other.text, f"{where}：{unit.text}；{other.role.value}：{other.text}", elsewhere=True
        ),
    )
