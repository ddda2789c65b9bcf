"""S106: so many times so many, against the total or the average told beside them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.products.products import Product, products
from auditor.claims import Quantity
from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.groups.group import Relation
from auditor.groups.sums import judge
from auditor.notice import Notice
from auditor.registry import rule


@rule("S106", name="product", severity=Severity.WARNING, since="0.1")
def product(notice: Notice) -> Iterator[Finding | Tie]:
    """单数乘以个数与总数不符。

    检查什么
    “举办5期，每期60人，累计300人”“5个专班共20人，每班4人”“27份、81项，平均每份3项”：个数乘以每个的数目
    是否等于总数，总数除以个数是否等于平均数（按所印位数；紧接总数和个数的“约”数，相差一成以内不作判断）。“每人每月”一类还须写明月数或者全年，才作计算。“两个座谈会各4场，共8场”也计算；个数在前文的，只用来证实。
    “2.56万亩、6400万元，亩均投资2500元”“每公里造价”一类，与紧挨着的数量、总额核对，按所印位数取舍，相差悬殊的只在两位数字互换就恰好相符时指出；差额另有说明的不算。
    “14个村5月至9月每月1期，共70期”按起止月份计算；“平均每份近3项”可以略少于所称的数。

    为什么
    三个数互相决定，改动一个而其余未改就会矛盾。

    反例
    - 举办培训班5期，每期60人，累计培训350人。
    - 办理建议27份，涉及事项81项，平均每份4项。
    - 6个站所各配备专职网格员3名，共21名。
    - 为12户发放慰问金4260元，户均355万元。
    - 举办讲座24场、1205人次，场均约70人次。
    - 对3家单位各扣款1.2万元，共计4.8万元。
    - 为12名护林员发放补助，每人每月500元，全年共发放6.2万元。
    - 改造灌渠6.4公里，投入资金320万元，每公里造价60万元。
    - 铺设管网36公里，支出468万元，平均每公里31万元。
    - 栽植苗木48亩，投入资金86.4万元，亩均8.1万元。

    正例
    - 举办培训班5期，每期60人，累计培训300人。
    - 办理建议27份，涉及事项81项，平均每份3项。
    - 6个站所各配备专职网格员3名，共20名（含机关2名）。4个村各选派队员2名、书记1名，共12名。
    - 村民恳谈会、支部座谈会各4场，共8场。新建养老点4所，共可安置老人52名，每所13名。
    - 举办讲座24场、1205人次，场均约50人次。
    - 为30户发放补助5.4万元，其中困难户户均2400元。
    - 面积1.86万亩，按每亩95元标准发放174.2万元，其余2.5万元待发放。
    - 铺设管网36公里，支出468万元，平均每公里13万元；栽植苗木48亩，财政补助86.4万元，亩均8.1万元。
    - 每月召开2次例会，每次不少于30人，累计召开12次。
    - 全镇20个村，每村不少于3名网格员，共配备网格员86名。
    - 为12名护林员发放补助，每人每月500元，共发放6万元。
    - 走访12户，每户至少2次，共发现问题7个。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for made in products(notice.text, notice.claims):
        if made.told is not None:
            if not _is_proved(notice, made.told):
                yield _differing(notice, made, made.told)
        else:
            yield Tie(made.numbers, made.working, tuple(notice.span(q.start, q.end) for q in made.numbers))


def _is_proved(notice: Notice, told: Quantity) -> bool:
    """Whether a number is the sum of others: 书记7个，其他4名成员各5个，5名成员共27个."""
    return any(
        group.whole is told and judge(group, notice.text).relation is Relation.EQUAL
        for group in notice.claims.groups
    )


def _differing(notice: Notice, made: Product, told: Quantity) -> Finding:
    quote = notice.text[told.start : told.end]
    said, computed = written(told), made.computed
    of_unit = computed != said and computed.rstrip("万亿元") == said.rstrip("万亿元")
    return Finding(
        f"所称 {quote}，按其余各数计算为 {computed}，"
        + ("数字相同而单位不同，请核实单位" if of_unit else "请核实"),
        notice.span(told.start, told.end),
        certainty=Certainty.LIKELY,
        related=tuple(Label(notice.span(q.start, q.end)) for q in made.numbers if q is not told),
        evidence=Evidence(quote, computed, made.working),
        claims=(told,),
    )
