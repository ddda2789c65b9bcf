"""S107: what there was, what came and what went, against what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise

from auditor.arithmetic.changes.balances import balances
from auditor.arithmetic.changes.net import net_changes
from auditor.arithmetic.changes.stocks import Account, accounts
from auditor.claims import Bound, Quantity, Sentence
from auditor.figures.amounts import amount, written
from auditor.figures.flows import Flow, flow, is_stock_before, is_stock_now, names_other, settles, words_of
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_OPENS_BRACKET = compiled(r"[（(][^，,。；;、0-9]{0,8}")
_ROW_BEGINS = compiled(
    r"(?:[，,。；;]|\A)([^，,。；;、0-9（()）]{2,12})[0-9][^，,。；;（()）]{1,24}\Z"
)  # 新建车道12道、
_NEXT_IN_ROW = compiled(r"、[^，,。；;、0-9（()）]{0,12}")
_TOO_MANY = compiled(r"(?:超编|超配|空编|缺编|空缺)(?:人员|人数)?(?:为|有)?\Z")
_WORKED_OUT_WITH = {"现有": "原有和增减数", "结余": "收支总数", "净增": "增减数", "净减": "增减数"}
_EXPLAINED = compiled(r"[（(](?:含|包括|其中|不含|另|加上)")


@rule("S107", name="balance", severity=Severity.WARNING, since="0.1")
def balance(notice: Notice) -> Iterator[Finding | Tie]:
    """原有、增减与现有数不平。

    检查什么
    “原有合同86份，终止12份，新签20份，现有94份”“上年结转45万元，收入380万元，支出401万元，结余24万元”：
    “核查前380户612人，停保17户29人，新增12户21人，核查后375户604人”：原有数加增加数减减少数，是否等于现有数。
    增减数写在前面、原有数和现有数写在括号里的（“新增30个（原有45个，现有75个）”），也一样；“新建17项、废止9项，由204项增至212项”先说增减的，“由36项调整为42项，新增9项，删除3项”后说增减的，同样计算；说到合并、净增的只用来证实。
    “新增12名、减少5名，净增7名”“出生18人、死亡21人，净减少3人”：增加数减减少数是否等于净增（减）数；入库、出库、领用，迁入、迁出等同样计算。
    “收入总计……，支出总计……。收支相抵，结转下年……”：收入总计减支出总计是否等于结余（赤字相反）。
    分写在同段前后两句的也计算；说到别的事项、别的时段，或者增减没有说全的，只用来证实。

    为什么
    四个数互相决定，改动一个而其余未改就不平。

    反例
    - 全镇低保户863户2011人中，取消不符合条件的47户93人，新纳入29户58人，现有854户1976人。
    - 原有合同86份，终止12份，新签20份，现有合同96份。
    - 上年结转45万元，本年收入380万元，本年支出401万元，年末结余34万元。
    - 年初挂账52笔，新增6笔，销号31笔，现有29笔。
    - 新增充电桩30个（原有45个，现有78个）。
    - 新建制度14项、修订21项、废止6项，现行有效的制度由187项增至199项。
    - 检查时实配88名，超配12名。通过免职3名、转任4名、退休3名消化10名，现实配87名。
    - 收入12400万元，加上补助3100万元，收入总计15500万元。支出总计12300万元。收支相抵，结转下年2300万元。
    - 审批事项由52项调整为61项，新增环保、安监等方面9项，删除4项。
    - 内设科室由16个调整为14个，撤销5个，新设2个。
    - 监管清单由128条增至141条，新增19条、移出8条。
    - 全年新增网格员26名、减少9名，净增19名。
    - 全村出生18人、死亡21人、迁入9人、迁出14人，净减少6人。
    - 年初库存粮食1260吨，全年入库3480吨、出库3120吨，年末库存1260吨。
    - 年初应收账款2860万元，本年新增应收账款1340万元，收回1970万元，年末余额2320万元。
    - 年初库存耗材320件，购入450件，领用510件，年末结存280件。

    正例
    - 全年新增网格员26名、减少9名，净增17名。全村出生18人、死亡21人、迁入9人、迁出14人，净减少8人。
    - 发展新党员24名，转入党员16名，转出党员11名，去世5名，净增党员24名。
    - 2022年减少企业14家，2023年新增企业26家，净增企业30家。新增耕地120亩，减少林地45亩，净增耕地103亩。
    - 年初库存粮食1260吨，全年入库3480吨、出库3120吨，年末库存1620吨。
    - 年初应收账款2860万元，本年新增应收账款1340万元，收回1970万元，年末余额2230万元。
    - 年初在册监测户214户，年内新识别31户，消除风险98户，年末尚有147户。
    - 审批事项由52项调整为57项，新增环保、安监等方面9项，删除4项。
    - 内设科室由16个调整为14个，合并5个，新设2个。内设科室由16个调整为19个，净增3个，撤销2个。
    - 内设科室由16个调整为14个，撤销下属站所5个，新设专班2个。
    - 监管清单由128条增至141条，其中新增环保类9条、删除安监类3条。
    - 示范点由16个增加到19个，增加3个，取消不合格的2个。
    - 全镇低保户863户2011人中，取消不符合条件的47户93人，新纳入29户58人，现有845户1976人。
    - 停招专业6个，撤销2个，新增3个，专业总数由51个调整为52个；停招专业仍计入总数。
    - 资产总额268.5亿元，比上年末增加15亿元；实现营业收入17.2亿元。年初库存26吨，购入14吨；实现产值95吨。
    - 收入12400万元，加上补助3100万元，收入总计15500万元。支出总计12300万元。收支相抵，结转下年3200万元。
    - 原有合同86份，终止12份，新签20份，现有合同94份。
    - 上年结转45万元，本年收入380万元，本年支出401万元，年末结余24万元。
    - 核查前共有低保户380户612人，经核查停保17户29人，新增纳入12户21人，核查后为375户604人。
    - 年初在册210户，清退8户，新纳入5户，现有207户。
    - 共引进博士14人；原有教职工168人，其间退休6人、调出3人，现有173人。
    - 原有社区12个，现有网格86个，新增网格员9名。
    - 新建车棚4处、充电桩30个（原有45个，现有75个）。
    - 新增充电桩30个（原有45个，年内停用5个，现有70个）。
    - 上年结转收入45万元，调入资金380万元，专项资金上年结余11万元，收入总计436万元。
    - 年初排查隐患30处，新增隐患5处，年末全部销号。
    - 2024年新建制度16项、废止5项，近三年有效制度由172项增至214项。
    - 检查时实配88名。通过免职3名、转任4名、退休3名消化10名，现实配80名（含新提拔2名）。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    sentences = [_plain(sentence) for sentence in notice.claims.sentences]
    for numbers, next_ones in pairwise([*sentences, []]):
        said = words_of(numbers)
        units: set[str] = set()
        for i, start in enumerate(numbers):
            is_first = start.unit.name not in units
            units.add(start.unit.name)
            if is_stock_before(said[i]) or (is_first and _opens_account(numbers, said, i, _by_name)):
                ahead = _told_ahead(numbers, said, i)
                following = list(zip(numbers, said, strict=True))[i + 1 :]
                if next_ones and "\n" not in notice.text[start.end : next_ones[0].start]:
                    following += zip(next_ones, words_of(next_ones), strict=True)
                earlier = [] if ahead else _came_before(numbers, said, i)
                yield from _account(notice, start, ahead, following, earlier=earlier)
            elif is_first and start.unit.kind == "person" and _opens_account(numbers, said, i, _by_kind):
                following = list(zip(numbers, said, strict=True))[i + 1 :]
                yield from _account(notice, start, [], following, alike=_by_kind)
    found = (finder(notice.text, notice.claims) for finder in (accounts, balances, net_changes))
    for account in chain.from_iterable(found):
        yield from _settled(notice, account)


def _plain(sentence: Sentence) -> list[Quantity]:
    return [q for q in sentence.quantities if not q.named and q.bound is Bound.EXACT]


def _by_name(q: Quantity) -> str:
    return q.unit.name


def _by_kind(q: Quantity) -> str:
    return q.unit.kind


def _opens_account(
    numbers: list[Quantity], said: list[str], i: int, alike: Callable[[Quantity], str]
) -> bool:
    """Whether what went, what came and what there is now follow the first number of a unit: 312户中退出27户，新纳入18户，现有303户."""
    unit = alike(numbers[i])
    if numbers[i].depth or flow(said[i]):
        return False
    told = [words for q, words in zip(numbers, said, strict=True) if alike(q) == unit][1:]
    signs = {flow(words) for words in told[:-1]}
    return len(told) > 2 and signs == {-1, 1} and is_stock_now(told[-1])


def _told_ahead(numbers: list[Quantity], said: list[str], i: int) -> list[Flow]:
    """What came or went if it stands before the bracket with what there was: 新增30个（原有45个，现有75个）.

    In a row (新建车棚4处、充电桩30个) the first number tells what became of the others.
    """
    if (
        not i
        or not _OPENS_BRACKET.fullmatch(numbers[i].gap)
        or numbers[i - 1].unit.name != numbers[i].unit.name
    ):
        return []
    at = i - 1
    while at and not flow(said[at]) and _NEXT_IN_ROW.fullmatch(numbers[at].gap):
        at -= 1
    begins = _ROW_BEGINS.search(numbers[at].gap)
    sign = flow(said[at]) or (flow(begins[1]) if begins else 0)
    return [(sign, numbers[i - 1])] if sign else []


def _came_before(numbers: list[Quantity], said: list[str], i: int) -> list[Flow]:
    """What came or went and stands before what there was, where it may be of something else: 引进14人；原有168人，退休9人，现有173人."""
    told = ((flow(words), q) for q, words in zip(numbers[:i], said, strict=False))
    return [(sign, q) for sign, q in told if sign and q.unit.name == numbers[i].unit.name]


def _account(
    notice: Notice,
    start: Quantity,
    flows: list[Flow],
    following: list[tuple[Quantity, str]],
    *,
    earlier: Iterable[Flow] = (),
    alike: Callable[[Quantity], str] = _by_name,
) -> Iterator[Finding | Tie]:
    """What there is now, worked out; of what stands ``earlier``, one is taken in if it has to be.

    Of 618名 with 45人 and 604人, which are counted ``alike``, only what holds is told.
    """
    for q, said in following:
        if alike(q) != alike(start):
            if not q.gap or (q.start == start.end):
                continue  # the other measure of the same thing
            if any(other.start == q.end and alike(other) == alike(start) for other, _ in following):
                continue
            return
        if _TOO_MANY.search(said) or _is_sum(q, flows):
            continue  # 免职3名、转任4名，消化7名
        if is_stock_now(said):
            if flows:
                certain = alike is _by_name and _is_certain(start, following, q)
                made = [Account(start, (*more, *flows), q, certain) for more in ([], *([e] for e in earlier))]
                yield from _settled(notice, next((one for one in made if one.holds), made[0]))
            return
        sign = flow(said) or -settles(said, start)
        if not sign:
            return
        flows.append((sign, q))


def _is_certain(start: Quantity, following: list[tuple[Quantity, str]], now: Quantity) -> bool:
    """Whether an account is of one thing: in one sentence, or with no other name in the next one."""
    if now.sentence is start.sentence:
        return True
    return not any(names_other(said, start) for q, said in following if start.start < q.start <= now.start)


def _is_sum(q: Quantity, flows: list[Flow]) -> bool:
    """Whether a number only adds up what has gone or come so far."""
    return (
        len(flows) > 1 and len({sign for sign, _ in flows}) == 1 and q.base == sum(f.base for _, f in flows)
    )


def _told_with(account: Account) -> str:
    """What an account is worked out with, in words."""
    return _WORKED_OUT_WITH[account.told]


def _settled(notice: Notice, account: Account) -> Iterator[Finding | Tie]:
    """The account as a tie if it holds, as a finding if it cannot be right."""
    start, flows, now = account.start, account.flows, account.now
    terms = "".join(f" {'+' if sign > 0 else '−'} {written(q)}" for sign, q in flows)
    result = amount(account.computed, now)
    working = f"{written(start)}{terms} = {result}"
    claims = (start, *(q for _, q in flows), now)
    spans = tuple(notice.span(q.start, q.end) for q in claims)
    if account.holds:
        yield Tie(claims, working, spans)
        return
    if not account.certain or _EXPLAINED.match(notice.text, now.end):
        return
    yield Finding(
        f"所称{account.told} {written(now)}，按{_told_with(account)}计算为 {result}，两处不一致，请核实",
        spans[-1],
        certainty=Certainty.LIKELY,
        related=tuple(Label(s, written(q)) for s, q in zip(spans[:-1], claims[:-1], strict=True)),
        evidence=Evidence(written(now), result, working),
        claims=(now,),
    )
