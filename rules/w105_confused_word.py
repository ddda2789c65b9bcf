"""W105: words written with the wrong character."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.spelling.confusions import Confusion, confused

SHOWN = 30


@rule("W105", name="confused-word", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def check_confused_word(notice: Notice) -> Iterator[Finding | Tie]:
    """别字与不一致的写法。

    检查什么
    给于、布署、引患、租凭、峻工、己完成、深人学习等列出的两三个字的别字；台帐、巡查组等只在本文别处写作台账、巡察组时报。
    首尾的字与前后的字连成常用词的（年|末完成）、前面是姓氏而成人名的，不报。
    同一个词合为一条，写明各出现几处。

    为什么
    别字影响文稿的严肃性；同一个词两种写法，说明有一处没有改到。

    反例
    - 对表现突出的单位给于表扬，并作出布署。
    - 完善管理台帐，各社区已建立台账，定期更新台账。
    - 反馈的12个问题己完成整改10个，末整改2个。
    - 相关款项己上缴财政，整治人湖排污口3处，强折违建2处。
    - 村集体增加收人12.6万元，实现增收人8万元。
    - 对隐患和缺发监管的租凭合同，追就相关人员责任。
    - 兜劳民生底线，倒排土期，引进双狮型教师，组织全体员党学习。

    正例
    - 兜住劳动者权益底线，引进双师型教师，成立全体员工党支部；遵守劳动纪律，本土期刊出版。
    - 由县财政加收人员经费，全年吸收人才3名，回收人力车5辆，向出租方征收人均补偿款。
    - 拨款转交给于洪区，发布署名文章，预防犯罪，自己完成作业，年末完成整改。
    - 全文统一写作台帐，建立台帐，更新台帐。
    - 个人党费已交，深入民心，静坐谈心，开展化学反应问题研究，检查院落卫生。
    - 工人河边巡查，推己及人，各方己见不一，本人户籍、人岗相适，还清予以销号。
    - 以经济建设为中心，月底保障到位，陈建力同志传达至使用单位，更换界桩3处。
    - 区委第二巡察组反馈后，街道开展日常巡查，组成夜间巡查队。

    依据
    《现代汉语词典》（第7版）；《第一批异形词整理表》（GF 1001—2001）。
    """
    text = notice.text
    found: dict[str, tuple[Confusion, list[tuple[int, int]]]] = {}
    for start, end, row in confused(text):
        found.setdefault(row.wrong, (row, []))[1].append((start, end))
    for word, (row, places) in found.items():
        # one character stands in many words, which prove nothing
        right = text.count(row.right) if len(row.right) > 1 else 0
        if row.evidence and not right:
            continue
        wrong, meant = word.rstrip("0123456789"), row.right.rstrip("0123456789")
        here = f"“{wrong}”{len(places)} 处" + (f"，“{meant}”{right} 处" if right else "")
        yield Finding(
            f"{here}：{'同一个词写法不一' if row.evidence else f'应作“{meant}”'}，请核实",
            notice.span(*places[0]),
            severity=row.gravity,
            certainty=Certainty.CERTAIN if right else Certainty.LIKELY,
            related=tuple(Label(notice.span(*place), "同样写法") for place in places[1:SHOWN]),
            suggestion=row.right if right else None,
        )
