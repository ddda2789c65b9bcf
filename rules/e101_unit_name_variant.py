"""E101: a proper name that is one character off the name used everywhere else."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.kinds import kind_slips
from auditor.names.numbered import numbered_variants
from auditor.names.offices import LEVEL, office_variants
from auditor.names.own import ANY, own_variants
from auditor.names.variants import Variant, name_variants
from auditor.notice import Notice
from auditor.registry import rule

_ASKED = (ANY, LEVEL)  # another body may be meant
OVERWHELMING = 5  # so many against one: the document itself proves the name


@rule("E101", name="unit-name-variant", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def unit_name_variant(notice: Notice) -> Iterator[Finding]:
    """单位名称与全文用法差一字。

    检查什么
    以街道、社区、镇、村、公司等结尾的名称，如果极少出现（一般仅一处），且与全文多次使用的名称只差一个形近或音近的字
    （或字序颠倒），即予指出；书名号内外都查。河流、道路、水库的名称同样核对，两处以上一致而一处把末字前移（白河沙）的也指出。并列时略写的名称（樟坪、龙背、上洋3个村）和表格中只写名称的一格，也一并计数、核对。本单位名称后接“党工委”等组织名时，任意一字之差都指出，并按错误处理。
    标题、开头、落款写明的本单位全称及其中的市、县名，文中“以下简称”规定的四字以上简称，全文（附件、落款、书名号内）有一字形近、音近的，也予指出；
    这样的简称用了四次以上，而有一处作句首主语、中间一字不同（省茶研院、省茶科院所属企业）的，请核实。
    本单位名称除去所在地（市场监督管理局）有五个字以上、出现三次以上的，别处错一字或两字颠倒，即使不形近、音近也请核实。
    各地都有、名称固定的机构和部门错一形近、音近字的（妇幼保建院、区审记局），仅此一处也指出；五个字以上、别处写对的（县交通运输局），错的一字不论是否形近、音近都指出。科室、站所、卫生院等五个字以上的名称出现两次以上，
    而另有一处一字形近、音近或叠字（规财财务科）的，同样指出；乡、镇不一的（石桥乡卫生院、石桥镇卫生院）只作提示。
    责任单位、牵头单位等并列处写明的部门（市水利局）出现三次以上，而另有一处一字形近、音近，又不是另一个部门的，同样指出。
    只以序号相别的单位（第一地质大队、第五地质大队）有两个以上名称一致的，另一个一字形近、音近的，同样指出。

    为什么
    录入、扫描造成的名称差错只有通读全文才能发现，而单位名称写错会影响通报的效力。

    反例
    - 区消防救援大队每周上门指导。区消防救援支队参加验收。7月，各社区完成登记。年底前区消防救援大队出具意见。
    - 云港街道党工委高度重视。云港街道办事处逐项整改。云港街道召开会议。印发《云巷街道党工委整改方案》。
    - 江原省产业投资集团有限公司关于巡视整改情况的通报
      省委第三巡视组向江原省产业投资集团有限公司反馈了意见。
      一、整改情况
      出台《江原省产业发展集团有限公司选人用人工作办法》。
      江原省产业投资集团有限公司
    - 清溪社区完成整改。清溪社区建立台账。清溪社区公开账目。经检查，清奚社区已落实。
    - 巡察延伸至樟坪、龙背、上洋3个村。樟坪村已清退补贴。樟坪村公开账目。漳坪村尚有2户未退。
    - 樟坪村建立台账。樟坪村公开账目。樟坪村清退补贴。巡察延伸至漳坪、龙背、上洋3个村。
    - 云港街道党工委关于巡察整改情况的通报
      云港街道党工委高度重视。云港街道逐项整改。云港街道召开会议。云山街道党工委将持续用力。
    - 江源市第二人民医院党委关于巡察整改情况的通报
      市委巡察组对江源市第二人民医院党委开展了巡察。
      一、总体情况
      江源市第二人民医院党委高度重视。
      二、整改情况
      附件：江沅市第二人民医院追责问责情况
      中共江源市第二人民医阮委员会
    - （一）河道治理
      责任单位：县水利局、县林业局。
      （二）农田灌溉
      责任单位：县水利局、县农业农村局。
      （三）水库清淤
      责任单位：县水利局。
      （四）矿山修复
      责任单位：县林业局、县水力局。

    - 江源县市场监督管理局党组关于巡察整改情况的通报
      县委巡察组对江源县市场监督管理局党组开展了巡察。
      一、总体情况
      县市场监督管理局党组高度重视。
      二、整改情况
      县市场督监管理局与县农业农村局联合抽检。
      中共江源县市场监督管理局党组
    - 江源县供销社（以下简称“江源供销联社”）逐项整改。江源供销联社召开会议，江原供销联社随后公开账目。
    - 江源省茶叶机械研究院（以下简称省茶机院）逐项整改。省茶机院召开会议。省茶机院修订制度，省茶机院财务处随后公开账目。省茶科院所属企业4家，均已派出财务负责人。
    - 审计延伸了县妇幼保健院。县妇幼保建院已补缴税款，县审记局复核。
    - 办公室、规划财务科为成员。整改专班设在规划财务科。
      规财财务科逐月汇总。
    - 由县卫生健康局牵头复核。县卫生健身局已拨付补助12万元。
    - 市退役军人事务局、市医疗保障局参加。市退役军人服务局建立台账，市医疗保障部门复核，市退役军人事业局随后补发。
    - 第一测绘大队、第四测绘大队完成整改。第二侧绘大队公开账目。
    - 清理白沙河河岸。白沙河设断面2个，白沙河水质达标。百沙河绿化长廊建成。
    - 云丰水渠通水，清淤云丰渠支渠3条。岩水河断面达标，岩水河支流清淤，岩河水出境断面达标。

    正例
    - 江原省产业投资集团有限公司关于巡视整改情况的通报
      省委第三巡视组向江原省产业投资集团有限公司反馈了意见。
      一、整改情况
      与江原省产业发展集团有限公司对标，学习《江原省产业发展集团有限公司选人用人工作办法》。
      江原省产业投资集团有限公司
    - 市消防救援支队会同区消防救援大队上门指导，区综合执法大队配合。
    - 江源省茶叶机械研究院（以下简称省茶机院）逐项整改。省茶机院召开会议。省茶机院修订制度，省茶机院财务处随后公开账目，与省茶科院所属企业联合攻关。
    - 大沙河断面达标。大沙河清淤。大沙河植树。小沙河绿化，厘清思路，理清思路。青水河断面达标，清水河清淤。
    - 岩水河断面达标，岩水河支流清淤，岩河水质好转。城南河清淤，城南河植树，护城河南段绿化。
    - 第一勘查大队、第四勘查大队完成整改，第二勘察大队、第三测绘大队公开账目。
    - 县医疗保障局与原县医疗保险局核对账目，县交通运输局、县交通运管局联合检查。市卫生健康局公示，县卫生健身局协办。
    - 检查了县城建局、市市建公司和镇卫生员，市水务局、市税务局、市商务局联合发文。
    - 督查室、信息管理科负责。信息管理科已完成整改。
      信访管理科、财务审计科参加。
    - 清河镇卫生院、清溪镇卫生院负责。清河镇卫生院已完成整改。
      青河镇卫生院参加。
    - 江源县医疗保障局党组关于巡察整改情况的通报
      县委巡察组对江源县医疗保障局党组开展了巡察。
      一、总体情况
      县医疗保障局党组高度重视，会同县医疗保障所、县医疗救助局、县住房保障局逐户核对。
      二、整改情况
      中共江源县医疗保障局党组
    - （一）河道治理
      责任单位：市水务局、市林业局。
      （二）农田灌溉
      责任单位：市水务局、县水务局。
      （三）欠税清缴
      责任单位：市税务局、市水务局、市水库局。
    - 江源市第二人民医院党委关于巡察整改情况的通报
      市委巡察组对江源市第二人民医院党委开展了巡察。
      一、总体情况
      江源市第二人民医院党委高度重视，与江源市第三人民医院、江州市第二人民医院共建。
      二、整改情况
      江源市第二人民医院已完成整改。
    - 永安路南社区完成整改。永安路南社区建立台账。永安路南社区公开账目。永安路北社区随后完成。
    - 云港街道党工委高度重视。云港街道逐项整改。云港街道召开会议，与云山街道党工委联合执法。
    - 巡察延伸至樟坪、漳坪、上洋3个村。樟坪村已清退补贴。樟坪村公开账目。漳坪村尚有2户未退。
    - 樟坪村建立台账。樟坪村公开账目。巡察延伸至樟山、龙背、上洋3个村。
    - 第一社区完成整改。第一社区建立台账。第一社区公开账目。第二社区随后完成。
    - 第十二条社区应当公开账目。第二十二条社区应当建立台账。第三十二条社区应当完成整改。第二十条社区可以自查。
    - 各社区完成整改。各社区建立台账。各社区公开账目。备好社区资料。

    依据
    GB/T 9704-2012 7.2.3：使用发文机关全称或者规范化简称。
    """
    glossary = notice.settings.glossary
    right = (*glossary.units, *glossary.short_forms)
    named = name_variants(notice)
    own = _apart(own_variants(notice), named)
    offices = _apart(office_variants(notice), [*named, *own])
    sisters = _apart(numbered_variants(notice), [*named, *own, *offices])
    for variant in (*named, *own, *offices, *sisters):
        if any(variant.name in name for name in right):
            continue
        span = notice.span(variant.start, variant.end)
        usual = notice.span(variant.usual_at, variant.usual_at + len(variant.usual))
        proved = variant.count >= OVERWHELMING and variant.reason not in _ASKED
        listed = f"、{variant.listed} 处并列时略写" if variant.listed else ""
        yield Finding(
            f"“{variant.name}”仅 {variant.times} 处，全文另有 {variant.count} 处为“{variant.usual}”{listed}（{variant.reason}），请核实",
            span,
            severity=_severity(variant),
            certainty=Certainty.LIKELY if variant.own or variant.reason not in _ASKED else Certainty.QUERY,
            related=(Label(usual, f"“{variant.usual}”（共 {variant.count} 处）"),),
            evidence=Evidence(
                variant.name,
                variant.usual,
                f"“{variant.name}”{variant.times} 处，“{variant.usual}”{variant.count} 处",
                elsewhere=True,
            ),
            suggestion=variant.usual if proved else None,
            cause=f"name:{variant.start}",
        )
    yield from _of_a_kind(notice, [*named, *own, *offices, *sisters])


def _severity(variant: Variant) -> Severity:
    if variant.own:
        return Severity.ERROR
    return Severity.INFO if variant.reason == LEVEL else Severity.WARNING


def _of_a_kind(notice: Notice, others: list[Variant]) -> Iterator[Finding]:
    """The bodies whose kind is miswritten, which is known without the rest of the text."""
    right = (*notice.settings.glossary.units, *notice.settings.glossary.short_forms)
    for slip in kind_slips(notice):
        told = any(o.start < slip.end and slip.start < o.end for o in others)
        if told or any(slip.name in name for name in right):
            continue
        at = notice.text.find(slip.usual)
        yield Finding(
            f"“{slip.name}”疑为“{slip.usual}”之误（{slip.reason}），请核实",
            notice.span(slip.start, slip.end),
            certainty=Certainty.LIKELY,
            related=(Label(notice.span(at, at + len(slip.usual)), f"“{slip.usual}”"),) if at >= 0 else (),
            evidence=Evidence(slip.name, slip.usual, elsewhere=at >= 0),
            cause=f"name:{slip.start}",
        )


def _apart(found: list[Variant], others: list[Variant]) -> list[Variant]:
    """The slips that are none of the others."""
    return [v for v in found if not any(o.start < v.end and v.start < o.end for o in others)]
