"""P104: a masked name that survives beside its mask, in the name of a case or in a slogan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from auditor.characters.masks import masks
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import PatternFinder, alternatives, words
from auditor.names.withheld import any_withheld, by_post, in_lists, ordered
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

MANY = 50  # findings of one kind
REACH = 14  # characters before the name of a case that may say whose it is
WINDOW = 600  # characters around it in which the same case is told
NAMES = 2  # masked names of places or units that make a text a redacted one
_NAME_AFTER = compiled(r"(?:路|街|区|县|市|省|镇|乡|村|社区|街道)")
# 冯某某（冯启明）, 冯××（冯启明，原站长）; the surname stands before the signs
_BESIDE = compiled(
    r"[某×Xx*＊](?<=[\u4e00-\u9fff].)[某×Xx*＊]{0,2}+(?P<open>[（(])(?:[原真本实]名|即|[\u4e00-\u9fff]{1,8}[中校院局所站村办委社队组司])?(?P<name>[\u4e00-\u9fff]{2,4})(?=[）)，,、])"
)
_MASKED_CASE = compiled(r"[某×](?<=[\u4e00-\u9fff].)[某×]{0,2}+[\u4e00-\u9fff、]{0,12}?案")
_CASE = compiled(
    r"[“‘\"](?P<name>[\u4e00-\u9fff]{2,4}?)(?:(?:严重)?违[纪法](?:违[纪法])?|受贿|贪污|腐败)?案(?<![方提议档草答预备图教个立]案)件?[”’\"]"
)
_CLAUSE_START = compiled(r"[^，,。；;\n]*+\Z")


@cache
def _slogan() -> PatternFinder:
    tails = words("slogans", "tails")
    slogan = rf"(?<=[“、 ，·\"])(?P<name>[\u4e00-\u9fff]{{2}})(?:{alternatives(tails)})(?=[”、 ，·\"])"
    return PatternFinder(tails, slogan, before=2)


@rule("P104", name="redaction-leak", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def check_redaction_leak(notice: Notice) -> Iterator[Finding | Tie]:
    """遮盖的姓名、名称在别处露出。

    检查什么
    隐去的姓名旁边又写出同姓的全名（冯某某（冯启明）；括号里只有这个姓名的，按错误处理）；并列的几个姓名都已隐去，只有一个写着全名（后面写明“2人”的两个姓名一隐一写的同样）；会计、村民等
    非负责人的同一身份后面，同姓的人一处隐去、一处写全；同一句里隐去姓名，责令退缴、批评处分时又写同姓的全名；同一段里写着某人的案件而隐去姓名，又有同姓全名的案名（“冯启明案”）。
    单位名称已遮盖、且有一处口号的主语也被遮盖（“X当先锋”）的文稿里，同类口号的主语（“××新担当”）是否仍写着名称。

    为什么
    旁边的全名、案名使隐去的姓名失去意义；活动名称里的地名足以认出被遮盖的单位。

    反例
    - 对2名责任人（仓储部刘某某、采购员张建国）作出处理。
    - X路街道党工委以“清洁一条河 X作表率”活动为契机，X路街道开展“提升落实力、云溪新担当”宣讲。
    - XX区委要求，XX街道以“实干为民、X走在前”为主题，组织“强作风、云溪有作为”活动。

    - 对原仓管员冯某某（冯启明）给予党内警告处分。
    - 对教师冯某某（县三中冯启明）、蒋某（原名蒋成礼，2019年更名）给予诫勉。
    - 对负有责任的冯××、汪启明2人予以诫勉。
    - 仓管员冯某、蒋某某、汪启明虚报工时，已退回补贴。
    - 出纳冯某某漏记两笔收入，已作检讨。新的账册由出纳冯启明保管。
    - 原报账员冯某某帮助亲属多领补贴，责令冯启明如数退缴。
    - 责令原报账员冯某某辞去协会职务，并对冯启明进行批评教育。
    - 对执行局副局长冯某某予以诫勉，冯启明在民主生活会上作出深刻检讨。
    - 对执行局副局长冯某某立案审查，对执行局副局长冯启明予以诫勉。
    - 原站长冯某某贪污案宣判后，街道以“冯启明案”为镜鉴，召开专题民主生活会。

    正例
    - 对2名责任人（仓储部刘某某、采购员张某）作出处理，3名同志（组长李建国、副组长王建平、组员陈晓明）受到表扬。
    - 对冯某、蒋某某分别诫勉，责任领导汪启明、邓文华、沈立群作检讨。党员冯某、书记汪启明、教师沈某到场。
    - 对负有责任的冯××、汪××2人予以诫勉，主任汪启明、会计冯某2人到场，冯××、汪启明路2处网点已整改。
    - 原出纳冯某某漏记两笔收入，新任出纳冯启明已补记。东岭村会计蒋某未入账，西岭村会计蒋启明已入账。
    - 原报账员冯某某帮助亲属多领补贴，责令冯某某如数退缴。村民蒋某反映补贴未到账，责令汪启明退还。
    - 对原站长冯某某予以诫勉，党委书记蒋启明在会上作出检讨。
    - 主任冯某某受到警告处分，主任冯启明到任后重建台账。
    - 对原仓管员冯某某（另案处理）、冯某（原站长）、蒋某（化名）、汪某（县三中教师）、汪某某（县三中汪校长）、沈某（中共党员）、邓某（邓家湾）分别处理。
    - 原站长冯某某贪污案宣判后，街道学习省纪委通报的“冯启明案”和“蒋成案”，主任冯学文主持学习。
    - X路街道党工委以“清洁一条河 X作表率”活动为契机，X路街道开展“提升落实力、党员新担当”宣讲。
    - 东川街道开展“提升落实力、东川新担当”宣讲。
    - X路街道党工委开展“提升落实力、云溪新担当”宣讲。

    依据
    《中国共产党党务公开条例（试行）》第十五条：公开前应进行保密审查。
    """
    yield from islice(_beside(notice), MANY)
    yield from islice(_in_a_case(notice), MANY)
    yield from islice(_exposed(notice), MANY)
    yield from _in_a_slogan(notice)


def _beside(notice: Notice) -> Iterator[Finding]:
    """A full name in brackets right behind the masked one."""
    text = notice.text
    for match in _BESIDE.finditer(text):
        surname, name = _surname(text, match.start()), match["name"]
        if name.startswith(surname) and _is_name(name, surname):
            masked = match.start() - len(surname)
            alone = match.end("open") == match.start("name") and text[match.end()] in "）)"
            yield Finding(
                f"姓名以“{text[masked : match.start('open')]}”隐去，括号里又写出“{name}”，请核实是否应当公开",
                notice.span(masked, match.end()),
                severity=Severity.ERROR if alone else Severity.WARNING,
                certainty=Certainty.LIKELY,
            )


def _exposed(notice: Notice) -> Iterator[Finding]:
    """A full name in a list of withheld ones, or behind the post of somebody withheld elsewhere."""
    if not any_withheld(notice):
        return
    for found, what in (
        (in_lists, "并列的其他姓名均已隐去，此处写着全名“{}”"),
        (ordered, "同一句里已隐去同姓的姓名，此处写着全名“{}”"),
        (by_post, "别处已隐去同一身份的同姓姓名，此处写着全名“{}”"),
    ):
        for each in found(notice):
            yield Finding(
                f"{what.format(each.name)}，请核实是否应当公开",
                notice.span(each.start, each.end),
                certainty=Certainty.QUERY,
                related=(Label(notice.span(*each.withheld), "此处隐去姓名"),),
            )


def _in_a_case(notice: Notice) -> Iterator[Finding]:
    """The name of a case that begins with the surname of a person masked in the same paragraph."""
    text = notice.text
    for match in _CASE.finditer(text):
        name, nearest = match["name"], max(0, match.start() - WINDOW)
        begin = max(nearest, text.rfind("\n", nearest, match.start()) + 1)
        clause = _CLAUSE_START.search(text, max(begin, match.start() - REACH), match.start())
        if clause and any(word in clause[0] for word in words("withheld_names", "elsewhere")):
            continue
        end = text.find("\n", match.end(), match.end() + WINDOW)
        for masked in _MASKED_CASE.finditer(text, begin, end if end >= 0 else match.end() + WINDOW):
            surname = _surname(text, masked.start())
            if name.startswith(surname) and _is_name(name, surname):
                yield Finding(
                    f"同一段的案件已隐去姓名，此处{match[0]}写着同姓的全名，请核实是否为同一人、是否应当公开",
                    notice.span(*match.span()),
                    certainty=Certainty.QUERY,
                    related=(
                        Label(notice.span(masked.start() - len(surname), masked.end()), "此处隐去姓名"),
                    ),
                )
                break


def _surname(text: str, at: int) -> str:
    """The surname that ends at ``at``, or a sign that begins no name."""
    if text[at - 2 : at] in words("surnames", "compound"):
        return text[at - 2 : at]
    return text[at - 1] if text[at - 1] in words("surnames", "common") else "\n"


def _is_name(words_after: str, surname: str) -> bool:
    given = len(words_after) - len(surname)
    if not 1 <= given <= 2 or words_after.endswith(words("withheld_names", "not_names")):
        return False
    if given == 1 and surname in words("surnames", "also_words"):
        return False  # 石某（石匠）, 江某（江西）
    return not any(char in words("withheld_names", "not_given") for char in words_after[len(surname) :])


def _in_a_slogan(notice: Notice) -> Iterator[Finding]:
    """A name in a slogan while the same kind of slogan is masked elsewhere."""
    text = notice.text
    slogans = [m for m in _slogan().find(text) if m["name"] not in words("slogans", "common")]
    if not slogans:
        return
    found = masks(notice)
    names = [mask for mask in found if _NAME_AFTER.match(text, mask[1])]
    tails = words("slogans", "tails")
    hidden = next((mask for mask in found if text.startswith(tails, mask[1])), None)
    if hidden is None or len(names) < NAMES:
        return
    for match in slogans:
        yield Finding(
            f"全文的名称已遮盖，此处“{match[0]}”仍写着“{match['name']}”，请核实是否泄露了被遮盖的名称",
            notice.span(*match.span()),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(hidden[0], hidden[1] + 3), "同类口号已遮盖"),),
        )
