"""C108: numbers of the text that the table beside it gives differently."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.stated.tables.figures import Told, told_in_tables
from auditor.stated.tables.lengths import told_by_rows
from auditor.stated.tables.ranks import told_of_rows
from auditor.stated.tables.sums import told_of_tables


@rule("C108", name="text-against-table", severity=Severity.WARNING, since="0.1")
def text_against_table(notice: Notice) -> Iterator[Finding | Tie]:
    """正文数字与表格不符。

    检查什么
    表格前后的一句话至少有两个数与合计行相同，而同一列、同一说法的另一个数与合计不同；
    写有“见表1”的一句中，与某列同名同单位的数同合计不符；同一节中“某区15个小区全部……”与该行的数不符；
    标题写到表格某一行的名称，其下所说的问题数、已整改数与该行不同；“N个问题……见表2”与表2的行数不同；表格正上方写明“N个牵头科室……如下表”，与“牵头科室”列所列的个数不同。
    “……最多的是某村，12个”与该列最大的一格、“有甲村、乙村2个村，合计……”与所列各行之和不符，也提出。
    同一节中与某列同名同单位、只差一位数字或相邻两位颠倒的数同合计不符，也提出。
    合计行自身不等于各行之和的、差得很多的、另加限定（其中、重点、部分）的不比较。

    为什么
    正文和表格常由不同的人更新，改了一处容易漏掉另一处。

    反例
    - 共核查合同374份，发现问题合同42份，已整改39份。
      |类别|核查份数|问题合同份数|已整改份数|
      |---|---|---|---|
      |采购|210|25|23|
      |租赁|137|17|16|
      |合计|347|42|39|
    - |类别|问题数|已整改|正在整改|
      |---|---|---|---|
      |财政收支管理|12|11|1|
      |国有资产管理|15|13|2|
      |合计|27|24|3|
      （一）财政收支管理方面审计查出问题整改情况。
      12个问题已整改10个。
      （二）国有资产管理方面审计查出问题整改情况。
      15个问题已整改13个。
    - 共改造老旧小区38个，惠及居民1.18万户，各区情况见表1。
      表1 各区改造情况
      |区名|小区数（个）|户数（户）|
      |---|---|---|
      |云亭区|18|6420|
      |梧岭区|18|5360|
      |合计|36|11780|
      梧岭区19个小区全部成立业主委员会。

    - 共发放补助资金85.96万元。
      |村名|户数（户）|补助资金（万元）|
      |---|---|---|
      |柳村|18|52.31|
      |桥村|12|33.38|
      |合计|30|85.69|
      三个村共拆除棚舍4157.2平方米。
      |村名|户数（户）|拆除棚舍面积（平方米）|
      |---|---|---|
      |柳村|18|2310.7|
      |桥村|12|1864.5|
      |合计|30|4175.2|
    - 4个牵头科室任务分工如下表：
      |牵头科室|问题数|已整改|
      |---|---|---|
      |办公室|8|8|
      |财务科|7|6|
      |工程科|6|5|
    - |村名|拆除棚舍（处）|清收欠款（万元）|
      |---|---|---|
      |柳村|12|18.60|
      |桥村|15|12.45|
      |塘村|9|20.40|
      |合计|36|51.45|
      拆除棚舍最多的是柳村，12处。清收欠款超过15万元的有柳村、塘村2个村，两村合计36.00万元。

    正例
    - |村名|拆除棚舍（处）|清收欠款（万元）|
      |---|---|---|
      |柳村|12|18.60|
      |桥村|15|12.45|
      |塘村|9|20.40|
      |合计|36|51.45|
      拆除棚舍最多的是桥村，15处；最少的是塘村，9处。清收欠款超过15万元的有柳村、塘村2个村，两村合计39.00万元。
    - |村名|拆除棚舍（处）|清收欠款（万元）|
      |---|---|---|
      |柳村|12|18.60|
      |桥村|15|12.45|
      |塘村|9|20.40|
      |合计|36|51.45|
      沿河两个村中，拆除棚舍最多的是柳村，12处。桥面拆除最少的是柳村，4处。
    - 3个牵头科室任务分工如下表：
      |牵头科室|问题数|已整改|
      |---|---|---|
      |办公室|8|8|
      |财务科|7|6|
      |工程科|6|5|
    - 全局6个牵头科室中，任务较重的分工如下表：
      |牵头科室|问题数|已整改|
      |---|---|---|
      |办公室|8|8|
      |财务科|7|6|
      |工程科|6|5|
    - 计划发放补助资金86.59万元，其中第一批补助资金85.96万元。
      |村名|户数（户）|补助资金（万元）|
      |---|---|---|
      |柳村|18|52.31|
      |桥村|12|33.38|
      |合计|30|85.69|
    - 共改造老旧小区36个，惠及居民1.18万户，各区情况见表1。
      表1 各区改造情况
      |区名|小区数（个）|户数（户）|
      |---|---|---|
      |云亭区|18|6420|
      |梧岭区|18|5360|
      |合计|36|11780|
      梧岭区18个小区全部成立业主委员会，云亭区16个小区加装电梯。
    - 共核查合同347份，发现问题合同42份，已整改39份。
      |类别|核查份数|问题合同份数|已整改份数|
      |---|---|---|---|
      |采购|210|25|23|
      |租赁|137|17|16|
      |合计|347|42|39|
    - 发现问题合同42份，已整改39份，其中重点核查30份。
      |类别|核查份数|问题合同份数|已整改份数|
      |---|---|---|---|
      |采购|210|25|23|
      |租赁|137|17|16|
      |合计|347|42|39|
    - 尚未整改到位的3个问题，具体见表1。
      表1 未完成问题情况表
      |序号|责任单位|问题摘要|
      |---|---|---|
      |1|县城投公司|产权未办理|
      |2|县水务局|尾款未结算|
      |3|县文旅局|资产未登记|

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    of_tables = list(told_of_tables(notice))
    wrong = {id(told.q) for told in of_tables if not told.right}
    found = (*told_in_tables(notice), *told_by_rows(notice), *told_of_rows(notice))
    rest = [told for told in found if told.right or id(told.q) not in wrong]
    for told in (*of_tables, *rest):
        if told.right:
            yield Tie((told.q,), told.says, (notice.span(told.cell.start, told.cell.end),))
        else:
            yield _differing(notice, told)


def _differing(notice: Notice, told: Told) -> Finding:
    q, cell = told.q, told.cell
    return Finding(
        f"此处为 {written(q)}，{told.says}，两处不一致，请核实",
        notice.span(q.start, q.end),
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(cell.start, cell.end), told.says),),
        evidence=Evidence(written(q), cell.text, f"{written(q)} ≠ {cell.text}", elsewhere=True),
        claims=(q,),
    )
