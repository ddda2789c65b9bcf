"""R112: something is said to be wholly done, and in the same place a rest of it is not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from auditor.arithmetic.told_open import told_open
from auditor.extraction.all_but_one import one_is_not
from auditor.extraction.closed_cards import still_open
from auditor.extraction.done_but_planned import done_but_planned
from auditor.extraction.remainders import Range, contradicted
from auditor.extraction.rest_after_all import rest_after_all
from auditor.extraction.unfinished import unfinished
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import any_of
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule
from auditor.structure.cards import end_marks

_N = r"(?:[0-9][0-9.,]*|[一二三四五六七八九十两]{1,3})"
_LEFT = (
    rf"的?{_N}[^，,。；;\n已新另]{{1,24}}?(?:正在(?:施工|建设|整改|推进|改造|修复|办理)|尚未(?:完成|整改|修复|完工)"
    rf"|(?:{any_of('scopes', 'planned')})[^，,。；;\n]{{0,12}}(?:完成|完工|修复|整改|竣工|建成|到位))"
)
_OTHERS = compiled(rf"(?:其余|剩余|余下){_LEFT}")
_STILL = compiled(rf"(?:截至)?(?:目前|现)?[，,]?但?(?:仍|尚|还)有{_LEFT}")
_ANY_LEFT = compiled(rf"(?:(?:其余|剩余|余下)|(?:仍|尚|还)有){_LEFT}")
_DONE = r"全部(?:完成)?(?:整改|修复|销号|办结|完工)(?:到位|完成|完毕)?"
_ALL_OF_IT = compiled(rf"问题(?:均|都)?已(?:经)?{_DONE}(?=[，,。；;])")
_STATUS_WORDS = ("状态", "整改进度", "整改进展", "整改完成情况")
_IS_DONE = r"(?:已完成|完成整改|已整改|已销号|已办结)(?:整改|到位|销号)?(?=[。；\n）)\s]|(?:责任|牵头|分管|配合)[\u4e00-\u9fff]{1,3}[:：])"
_STATUS = compiled(
    rf"(?:整改(?:状态|进度|完成情况|进展(?=[:：]{_IS_DONE}))|完成状态|办理状态|销号状态|目前状态)[:：](?P<done>{_IS_DONE})?"
)


@frozen
class _Status:
    """What is said of the state of a problem, and whether it is done."""

    start: int
    end: int
    done: bool


@rule("R112", name="done-with-rest", severity=Severity.WARNING, since="0.1")
def done_with_rest(notice: Notice) -> Iterator[Finding]:
    """同一处称全部完成，又写有未完成的部分。

    检查什么
    同一处先称“问题已全部修复”，接着又称“其余3处预计年底修复”“目前仍有2处正在施工”；
    同一问题的整改状态为“已完成”（或者各问题末尾都有标记、此处标为【已完成整改】），文字中却有“其余2处正在施工”“该问题尚未完成整改”
    “核销待明年一季度再行办理”；反馈时的情况、其他单位的验收、后来已经完成的，不算；
    “已全部处置完毕”紧接“尚有2辆待过户”，或“待过户2辆”之后即称“车辆已全部处置完毕”。
    “4个站均已投入使用”紧接“其中1个站的设备正在采购”，也算。
    “该任务已完成整改”紧接“目前正在组织设备招标，预计2024年年底建成”或“计划2024年12月底前完成整改”，也算；验收、销号、二期、巩固推广不算。
    “查出隐患67处，已全部整改到位，其余3处将于6月底前完成”，全部与其余说的是同一批事项的，也算；其中一类全部完成、另一类尚未完成的不算。
    “线索5件，已办结4件，尚未办结1件”之后又称“线索和信访件已全部办结”，也算；中间写有后来情况的不算。
    写明“除2辆待过户外”，或两处说的是不同的款项、不同的日期的，不算。

    为什么
    一处说完成，一处说没有完成，读者无从判断，需作者说明。

    反例
    - 路面破损问题已全部修复，其余3处预计年底修复。
    - 该问题已全部整改完成。目前仍有2处正在施工，预计12月底完工。
    - （一）管网建设滞后
      整改状态：已完成。
      新建管网12公里，其余2.3公里正在施工。
    - （一）管网建设滞后
      整改状态：已完成。
      新建管网12公里，竣工资料移交手续待2025年3月再行办理。
    - （一）管网建设滞后
      新建管网12公里。【已完成整改】
      （二）档案整理缓慢
      已整理档案260卷。【持续推进】
      （三）采购监管不严
      采购系统仍在测试，届时方可完成整改。【已完成整改】
    - （一）采购监管不严
      搭建采购平台，目前正在履行招标手续，预计2025年5月底前投入使用。
      整改进展：已完成　　责任人：林某　　责任科室：采购科
    - （一）管网建设滞后
      完成情况：已完成整改并销号。新建管网12公里，剩余2.3公里支管因征迁尚未开工，待2025年汛期后实施。
    - 4个垃圾分拣站均已投入使用，其中柳村站的设备正在采购。
    - 清理出闲置车辆11辆，调剂4辆、拍卖5辆、待过户2辆，闲置车辆已全部处置完毕。
    - 征地补偿款已全部发放到位，尚有36万元未发放。
    - 排查隐患58处，已全部整改到位，其余4处计划9月底前完成。
    - 移交问题线索7件，已办结5件，尚未办结2件；移交来信9件，已办结9件。截至目前，移交的问题线索和来信已全部办结。
    - 超标准领取的补贴9.6万元已责令退还，上述资金已全部追回，剩余3.2万元正在追缴中。
    - 对全镇14座公厕逐一排查，已全部更换到位，其余3座尚未更换。
    - 该问题已完成整改，目前正在组织水泵采购，预计2024年年底投入使用。

    正例
    - 移交问题线索7件，已办结5件，尚未办结2件。经加紧核查，目前问题线索已全部办结。移交来信9件，已办结8件，其余1件转区信访局，电话记录已全部办结。
    - 该问题已完成整改，目前正在组织县级验收，预计2024年年底前完成销号。一期已全部完成整改，二期计划2024年年底建成。
    - 对全镇14座公厕逐一排查，破损的已全部更换到位，其余3座尚未更换。
    - （一）管网建设滞后
      新建管网12公里，检查时北段尚未完工，现已完工。【已完成整改】
      （二）档案整理缓慢
      已整理档案260卷，该问题正在整改。【持续推进】
      （三）采购监管不严
      采购系统已上线，后续将继续优化。【已完成整改】
    - （一）管网建设滞后
      整改措施：先建主管，其余支管计划2024年8月底前完成。
      完成情况：已完成整改并销号。当时剩余2.3公里支管尚未开工，其余各镇正在推广。
    - 4个垃圾分拣站均已开工，其中柳村站正在安装。5条道路均已完工，其中1条尚未通车，东路二期正在施工。
    - 清理出闲置车辆11辆，除2辆待过户外，闲置车辆已全部处置完毕。
    - 排查隐患58处，其中一般隐患54处，已全部整改到位，其余4处计划9月底前完成。
    - 征地补偿款已全部发放到位，过渡安置费尚有36万元未发放。
    - 违规领取补贴12.6万元，已责令退还9.4万元，上述资金已全部上缴，剩余3.2万元正在追缴中。
    - 截至6月，待过户2辆，至9月闲置车辆已全部处置完毕。
    - 43处中41处已全部修复，其余2处预计年底修复。
    - 排查破损路面12处，主干道的问题已全部修复，其余3处预计年底修复。
    - 该问题已全部整改完成，后续将加强管护。
    - （一）采购监管不严
      搭建采购平台，2025年5月已投入使用。
      整改进展：已完成　　责任人：林某　　责任科室：采购科
    - （一）管网建设滞后
      整改状态：达到序时进度。
      新建管网12公里，其余2.3公里正在施工。
    - （一）管网建设滞后
      整改状态：已完成。
      督察发现北段尚未完工。新建管网12公里，市级验收尚未完成，下一步将持续推进管护。

    依据
    中共中央办公厅《关于加强巡视整改和成果运用的意见》。
    """
    told: list[Range] = []  # in the order of the text, none over another
    for find in (
        _at_once,
        _by_status,
        still_open,
        one_is_not,
        contradicted,
        told_open,
        done_but_planned,
        rest_after_all,
    ):
        for done, left in find(notice):
            at = bisect_left(told, left)
            if any(start < left[1] and left[0] < end for start, end in told[max(0, at - 1) : at + 1]):
                continue
            told.insert(at, left)
            quote, rest = notice.text[slice(*done)], notice.text[slice(*left)]
            yield Finding(
                f"此处称“{quote}”，又称“{rest}”，请核实",
                notice.span(*done),
                certainty=Certainty.QUERY,
                related=(Label(notice.span(*left), "尚未完成"),),
                evidence=Evidence(quote, rest, elsewhere=True),
            )


def _at_once(notice: Notice) -> Iterator[tuple[Range, Range]]:
    """All is done, and in the next breath the rest is not."""
    for done in _ALL_OF_IT.finditer(notice.text):
        at = done.end() + 1
        left = _OTHERS.match(notice.text, at) or _STILL.match(notice.text, at)
        if left is None or (left.re is _OTHERS and _is_counted(notice, done.start())):
            continue
        yield done.span(), left.span()


def _is_counted(notice: Notice, at: int) -> bool:
    """Whether the paragraph has a number before, of which the rest may be the rest."""
    leaf = notice.leaf_at(at)
    return leaf is None or bool(notice.claims.quantities_in(leaf.start, at))


def _by_status(notice: Notice) -> Iterator[tuple[Range, Range]]:
    """A problem whose status is 已完成, with a rest of it that is still being done."""
    statuses: dict[Node, list[_Status]] = {}
    for status in _statuses(notice):
        if section := notice.section_at(status.start):
            statuses.setdefault(section, []).append(status)
    if not any(each.done for found in statuses.values() for each in found):
        return
    told: set[Node] = set()
    for left in sorted({*(m.span() for m in _ANY_LEFT.finditer(notice.text)), *unfinished(notice)}):
        section = notice.section_at(left[0])
        found = statuses.get(section, []) if section else []
        # several problems in one section have each a status of their own
        if section and len(found) == 1 and found[0].done and section not in told:
            told.add(section)
            yield (found[0].start, found[0].end), left


def _statuses(notice: Notice) -> Iterator[_Status]:
    """整改状态：已完成, or the mark at the end of an account: 【已完成整改】."""
    text = notice.text
    if any(word in text for word in _STATUS_WORDS):
        for status in _STATUS.finditer(text):
            yield _Status(*status.span(), status["done"] is not None)
    for entry, said in end_marks(notice):
        yield _Status(entry.start, entry.end, said == {"done"})
