"""C108: numbers of the text that the table beside it gives differently."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from auditor.arithmetic.groups import Group
from auditor.arithmetic.sums import scale_of, written
from auditor.arithmetic.table_figures import told_in_tables
from auditor.arithmetic.table_lengths import told_by_rows
from auditor.claims import Bound, Quantity, Sentence, Status
from auditor.extraction.context import status
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.structure.tables import Cell, Table, tables

_MARK = compiled(r"[，,；;：:。]")
_BRACKET = compiled(r"[（(][^（）()]*[）)]")
_COUNTED = compiled(r"(?:[份个件户人宗项处次笔家]数|数量|总数|个数|数)\Z")
_SUMS = compiled(r"金额|资金|款|率|占比|面积")
_CAPTION = compiled(r"\s*(?:附?表)\s*([0-9一二三四五六七八九])")
_POINTS = compiled(r"[见如](?:附?表)\s*([0-9一二三四五六七八九])")
_OF_SOME = compiled(r"其中|重点|部分|典型|新增|另|以上|主要问题|突出问题|(?<![拆清消铲扫解免])除")
CLAUSE = 80  # characters before a number that its clause may have
NEAR = 800  # characters between a table and a sentence that tells its totals
TABLES = 20  # of one notice that are compared
MANY = 40  # rows beyond which a table is no summary by areas
LEAST = 10  # smaller numbers agree by chance
SHARED = 2  # totals that a sentence has in common with a table, so that it speaks of it
APART = Decimal(
    "0.2"
)  # how far, as a share of the total, a number may be off and still be meant as the total
LONG_NAME = 4  # characters of a row's name that can only be meant by a heading that holds it


@rule("C108", name="text-against-table", severity=Severity.WARNING, since="0.1")
def text_against_table(notice: Notice) -> Iterator[Finding | Tie]:
    """正文数字与表格不符。

    检查什么
    表格前后的一句话至少有两个数与合计行相同，而同一列、同一说法的另一个数与合计不同；
    写有“见表1”的一句中，与某列同名同单位的数同合计不符；同一节中“某区15个小区全部……”与该行的数不符；
    标题写到表格某一行的名称，其下所说的问题数、已整改数与该行不同；“N个问题……见表2”与表2的行数不同；表格正上方写明“N个牵头科室……如下表”，与“牵头科室”列所列的个数不同。
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

    正例
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
    pointing = [s for s in notice.claims.sentences if _POINTS.search(notice.text, s.start, s.end)]
    wrong: set[int] = set()
    for table in islice(tables(notice), TABLES):
        for found in (*_totals(notice, table), *_rows(notice, table), *_length(notice, table, pointing)):
            wrong.update(id(q) for q in found.claims if isinstance(found, Finding))
            yield found
    for told in (*told_in_tables(notice), *told_by_rows(notice)):
        if told.right:
            yield Tie((told.q,), f"表格{told.says}", (notice.span(told.cell.start, told.cell.end),))
        elif id(told.q) not in wrong:
            yield _finding(notice, told.q, told.cell, told.says)


def _name(head: Cell) -> str:
    """What a column counts, without its unit: 核查 of 核查份数, 涉及金额 of 涉及金额（万元）."""
    return _COUNTED.sub("", _BRACKET.sub("", head.text)).strip()


def _printed(q: Quantity) -> Decimal:
    return q.value / scale_of(q)


def _right_totals(table: Table) -> dict[int, Cell]:
    """The totals that are the sum of their columns."""
    if table.total is None:
        return {}
    found = {}
    for i, cell in enumerate(table.total[: table.columns]):
        if cell.value is None or cell.percent or not table.summed(i):
            continue
        if sum((row[i].value or Decimal(0) for row in table.rows), Decimal(0)) == cell.value:
            found[i] = cell
    return found


def _totals(notice: Notice, table: Table) -> Iterator[Finding | Tie]:
    """A sentence that shares totals with the table, against its other totals."""
    totals = _right_totals(table)
    if len(totals) <= SHARED:
        return
    sentences = notice.claims.sentences
    first = bisect_left(sentences, table.node.start - NEAR, key=_start)
    for sentence in islice(sentences, first, bisect_left(sentences, table.node.end + NEAR, key=_start)):
        if table.node.start <= sentence.start < table.node.end:
            continue
        numbers = [q for q in sentence.quantities if q.bound is Bound.EXACT and not q.named and not q.depth]
        told = {
            i: q
            for i in totals
            for q in numbers
            if _is_total(q, totals[i]) and _is_named(notice.text, q, table, i)
        }
        if len({totals[i].value for i in told}) < SHARED:
            continue
        for i, cell in totals.items():
            alike = [q for q in numbers if any(q.unit_text == t.unit_text for t in told.values())]
            meant = [q for q in alike if i not in told and _is_named(notice.text, q, table, i)]
            whole = len(meant) == 1 and not _OF_SOME.search(notice.text, sentence.start, meant[0].start)
            if whole and meant[0] not in told.values() and _is_near(meant[0], cell):
                yield _finding(notice, meant[0], cell, f"合计为 {cell.text}")
        for i, q in told.items():
            span = notice.span(totals[i].start, totals[i].end)
            yield Tie((q,), f"表格“{table.header[i].text}”列合计为 {totals[i].text}", (span,))


def _start(sentence: Sentence) -> int:
    return sentence.start


def _is_total(q: Quantity, cell: Cell) -> bool:
    return cell.value is not None and cell.value >= LEAST and _printed(q) == cell.value


def _is_named(text: str, q: Quantity, table: Table, column: int) -> bool:
    """Whether the clause before a number holds the name of a column, and of no other that is longer."""
    name = _name(table.header[column])
    others = [_name(h) for i, h in enumerate(table.header) if i != column]
    words = _MARK.split(text[max(q.start - CLAUSE, q.sentence.start if q.sentence else 0) : q.start])[-1]
    money = _SUMS.search(name) is not None
    return (
        len(name) > 1
        and name in words
        and (q.unit.measured or not money)
        and not any(len(o) > len(name) and name in o and o in words for o in others)
    )


def _is_near(q: Quantity, cell: Cell) -> bool:
    """Whether a number is not so far off that it must be something else."""
    total = cell.value or Decimal(0)
    return total >= LEAST and abs(_printed(q) - total) <= total * APART


def _rows(notice: Notice, table: Table) -> Iterator[Finding | Tie]:
    """Sections that are called like a row, against the numbers of the row."""
    problems = [
        i
        for i, h in enumerate(table.header)
        if "问题" in h.text and not _SUMS.search(h.text) and table.summed(i)
    ]
    done = [
        i
        for i, h in enumerate(table.header)
        if status(h.text) is Status.DONE and not _SUMS.search(h.text) and table.summed(i)
    ]
    if len(problems) != 1 or len(done) != 1 or problems == done:
        return
    for row in table.rows if len(table.rows) <= MANY else ():
        label = next((c.text for c in row if c.text and c.value is None), "")
        named = [s for s in notice.sections if label in s.title] if len(label) >= LONG_NAME else []
        if len(named) != 1:
            continue
        group = next((g for g in notice.claims.groups if _is_of(g, named[0])), None)
        if group is not None:
            yield from _row(notice, group, row[problems[0]], row[done[0]])


def _is_of(group: Group, section: Node) -> bool:
    """Whether a group tells how many problems of a section are done, before its subsections."""
    end = section.sections[0].start if section.sections else section.end
    parts = [p for p in group.parts if p.status is Status.DONE]
    return section.start <= group.whole.start < end and group.whole.noun == "问题" and len(parts) == 1


def _row(notice: Notice, group: Group, stated: Cell, done: Cell) -> Iterator[Finding | Tie]:
    part = next(p for p in group.parts if p.status is Status.DONE)
    pairs = [(group.whole, stated), (part, done)]
    right = [q.value == cell.value for q, cell in pairs]
    for (q, cell), same in zip(pairs, right, strict=True):
        if same:
            yield Tie((q,), f"表格该行为 {cell.text}", (notice.span(cell.start, cell.end),))
        elif any(right):
            yield _finding(notice, q, cell, f"该行为 {cell.text}")


def _length(notice: Notice, table: Table, pointing: list[Sentence]) -> Iterator[Finding | Tie]:
    """尚未完成的8个问题……见表2, against the rows of table 2."""
    number = _number(notice, table)
    columns = [i for i, h in enumerate(table.header) if "问题" in h.text and not table.numeric(i)]
    full = all(len(row) == table.columns for row in table.rows)
    if not number or not columns or not full or any(not row[columns[0]].text for row in table.rows):
        return
    for sentence in pointing:
        words = notice.text[sentence.start : sentence.end]
        if number not in _POINTS.findall(words) or _OF_SOME.search(words):
            continue
        told = [q for q in sentence.quantities if q.noun == "问题" and q.unit.name in ("个", "项", "条")]
        rows = len(table.rows)
        last = table.index[-1].value if table.index else None
        if len(told) != 1 or told[0].bound is not Bound.EXACT:
            continue
        span = notice.span(table.rows[0][0].start, table.rows[-1][-1].end)
        if told[0].value == rows:
            yield Tie((told[0],), f"表{number}列出 {rows} 行", (span,))
        elif told[0].value != last and abs(told[0].value - rows) <= max(Decimal(2), rows * APART):
            cell = Cell(table.rows[0][0].start, table.rows[-1][-1].end, str(rows))
            yield _finding(notice, told[0], cell, f"列出 {rows} 行")


def _number(notice: Notice, table: Table) -> str:
    """The number in a table's caption, "" if it has none."""
    first = notice.leaf_index(table.node.children[0])
    for leaf in reversed(notice.leaves[max(0, first - 2) : first]):
        if caption := _CAPTION.match(leaf.text):
            return caption[1]
    return ""


def _finding(notice: Notice, q: Quantity, cell: Cell, says: str) -> Finding:
    place = notice.span(cell.start, cell.end)
    return Finding(
        f"此处为 {written(q)}，表格{says}，两处不一致，请核实",
        notice.span(q.start, q.end),
        certainty=Certainty.LIKELY,
        related=(Label(place, f"表格{says}"),),
        evidence=Evidence(written(q), cell.text, f"{written(q)} ≠ {cell.text}", elsewhere=True),
        claims=(q,),
    )
