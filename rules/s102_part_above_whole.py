"""S102: a part that is larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.claims import Quantity
from auditor.figures.amounts import scale_of, written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.groups.group import Cue, Relation
from auditor.groups.misfits import sum_is_misfit
from auditor.groups.sums import judge
from auditor.notice import Notice
from auditor.registry import rule


@rule("S102", name="part-above-whole", severity=Severity.ERROR, since="0.1")
def part_above_whole(notice: Notice) -> Iterator[Finding]:
    """部分大于总数。

    检查什么
    “其中……”所列的某一项，或已完成、已解决的数目，是否大于它所属的总数；
    “查处问题……起，处理……人。其中，……问题……起，处理……人”前后并列的几个数（可隔句号，也可用“分别是”列出）逐一比较；
    “发现……，整改……”紧接着的两个数也比较（“收到—受理—转办—办结”“检查—查处”“处理—处分”等只在后数不大时列为证实）；金额等去掉“万”“亿”便不再大于总数的，提示核实单位。

    为什么
    部分不可能大于整体，至少有一个数字写错。

    反例
    - 反馈问题16个，已完成整改18个。
    - 16个问题已整改问题18个。
    - 巡察反馈的3个方面16个问题，已完成整改18个，正在整改3个。
    - 社区工作者100名，其中持证人员130名。
    - 制定整改措施30项，目前已完成35项。
    - 盘点库存物资价值4.6万元，其中变质报废720万元。
    - 提交议题84个，退回6个，实际研究87个。
    - 7个乡镇中，完成整改的乡镇有9个。
    - 立行立改的31个、限期整改的24个问题，分别已整改完成30个和27个。
    - 全县查处问题340起，处理416人。其中，查处乡镇干部问题86起，处理518人。
    - 开展夜查46次，查扣车辆212辆，其中，节假日夜查12次，查扣车辆264辆。
    - 上半年查处问题180起，处理236人。其中，查处违规用车问题最多，查处192起，处理97人。
    - 2月共查处问题310起，处理420人。按问题类别划分，查处推诿扯皮问题数、处理人数分别是190起、460人。
    - 全镇摸排管网隐患146处，整治164处。
    - 夜查发现问题37个，整改问题41个。

    正例
    - 3个乡镇未按要求设置监测点9个，其中东镇4个、西镇3个、南镇2个。
    - 31座退出类电站已拆除28座，89座整改类电站全部完成整改并通过验收。
    - 12家企业完成技术改造8项，36家企业正在实施技改。
    - 违规占用公车7辆，已退回7辆；公车未安装定位21辆，安装19辆。
    - 立行立改的31个、限期整改的24个问题中，分别有30个、21个完成整改；村级问题24个、镇级问题31个，分别已整改22个和29个。
    - 12个县城中，累计有31个断面完成治理；抽查的9个项目中，有14个问题尚未整改；7个乡镇中，共有25个村完成整改。
    - 污水管网由8.2公里增加到13.7公里，剩余1.3公里正在施工。
    - 全镇摸排管网隐患146处，累计整治164处。
    - 夜查发现问题37个，整改41个，含上次遗留的4个。
    - 检查商户53家，处罚违法行为64起，下达文书96份。
    - 发现问题18个，整改措施26条，整改任务31个。
    - 全县查处问题340起，处理416人。其中，查处乡镇干部问题86起，处理158人。
    - 新建厂房12座，完成投资8.6亿元。其中，高标准厂房5座，总投资12.4亿元。
    - 召开会议12次，交办事项56件。其中，局务会4次，督办事项60件。
    - 新增就业1200人，培训3200人次。其中，脱贫人口就业300人，累计培训9200人次。
    - 检查点位30个。其中，发现问题45个。
    - 第一场52人，第二场48人，其中有6人两场都到，实到94人。移送的13起，已起诉6起、判决3起（3起包含在6起之内）。
    - 13个团队用法官18名、助理11名、书记员20名，其余法官9名系院庭领导。
    - 全县现有28个安置小区，涉及物业企业35家。
    - 开展检查5次，发现隐患38处，已整改38处。
    - 召开会议3次，完成整改12项。
    - 其余700万元待裁决；代建费500万元依据不足，与上述700万元同列一个问题，两项合计1200万元未整改。
    - 党组成员7人（原处室8人，1人退休）。
    - 侦破团伙案件4个，其中最大的一案涉9宗盗窃。
    - 旧房改造启动25个，进行中12个，完成31个。
    - 反馈的86个问题中已经解决的占65%，124项工作任务有序推进。
    - 盘点库存物资价值4.6万元，其中变质报废720元。
    - 提交议题84个，退回6个，实际研究78个。
    - 7个乡镇中，问题最多的柳湾镇承接问题19个。
    - 每公里投资4.6万元，其中征地支出720万元。
    - 反馈问题16个，已完成整改16个。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for group in notice.claims.groups:
        judgement = judge(group, notice.text)
        if judgement.relation is not Relation.PART_ABOVE or sum_is_misfit(group):
            continue
        part = max(group.parts, key=lambda p: p.base)
        sure = group.near and (group.cue is not Cue.STATUS or part.unit.name == group.whole.unit.name)
        unit = "单位" if _fits_without_scale(part, group.whole) else ""
        yield Finding(
            f"总数 {written(group.whole)}，其中一项为 {written(part)}，部分大于总数，{unit}请核实",
            notice.span(part.start, part.end),
            severity=Severity.ERROR if sure else Severity.WARNING,
            certainty=Certainty.LIKELY,
            related=(Label(notice.span(group.whole.start, group.whole.end), f"总数 {written(group.whole)}"),),
            evidence=Evidence(written(group.whole), written(part), judgement.working, elsewhere=True),
            cause=f"sum:{group.whole.start}",
            claims=(part, group.whole),
        )


def _fits_without_scale(part: Quantity, whole: Quantity) -> bool:
    """Whether a part is no longer above its whole if 万 or 亿 is taken from its unit."""
    return part.scale != "" and part.base / Fraction(scale_of(part)) <= whole.base
