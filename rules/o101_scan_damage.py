"""O101: the text was damaged when it was read from a scan."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.damage import SHOWN, damage, split_words
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule

LEAST = 3  # split words that are worth a hint


@rule("O101", name="scan-damage", severity=Severity.WARNING, since="0.1")
def check_scan_damage(notice: Notice) -> Iterator[Finding | Tie]:
    """文字识别损伤。

    检查什么
    词语中间的零散空格是否多到说明全文由扫描件识别而来；一并列出页码混入句中、单位写法不一等例子。
    全文只报一条。零星几处词中空格，只作提示。

    为什么
    识别损伤会丢字、错字，逐处改不如用原件重新录入；数字和名称都应与原件核对。

    反例
    - 街道 党工委坚持 问题导 向，认真研 究整改 方案，细 化整改举 措，明 确任务 时限，压实 工作责任，推动 整改落 实见到 成效。
    - 对路 灯损坏、管 道堵塞等 问题——记录，逐 项销号，目前 已办结 118 项，走访 群众 205 户，建 立台 账，完 善机 制，巩 固成 果。
    - 抓好整改落实，巡察整 改方案已印发，压实整 改责任，按期完成整 改任务。

    正例
    - 街道共走访群众 205 户，解决问题 118 项，召开会议 3 次，排查隐患 25 处，完成整改 12 个，建立制度 3 项。
    - “优化服务流程 助力企业发展”专项行动、“清洁一条河 党员作表率”活动。
    - 优化服务流程 助力企业发展，清洁一条河 党员作表率，强化党建引领 推动乡村振兴，建设美丽家园。
    - 第一条 为了加强管理，制定本办法。第二条 本办法适用于本街道。第三条 坚持公开。第四条 坚持公平。第五条 各科室分工负责。
      第一章 总则
      第二章 职责
      第三章 程序
      第四章 监督
      第五章 责任
      第六章 附则
      第六条 逐级上报。第七条 逐项登记。第八条 逐月通报。
      王小明 李小红 赵小刚 钱小芳 孙小兰 周小平
    - 姓 名
      王 某
      李 某

    依据
    《党政机关公文处理工作条例》第二十条、第二十五条（核发前复核）。
    """
    found = damage(notice)
    if not found.is_bad:
        split = split_words(notice) if found.blanks >= LEAST else []
        if len(split) >= LEAST:
            first, *others = split
            yield Finding(
                f"词语中有 {len(split)} 处空格，请删去",
                first,
                severity=Severity.INFO,
                certainty=Certainty.LIKELY,
                related=tuple(Label(each, "词中空格") for each in others[:SHOWN]),
            )
        return
    (span, _), *rest = found.examples
    yield Finding(
        f"词语中有 {found.blanks} 处零散空格，全文疑为扫描识别文本，可能有丢字、错字，请用原件核对",
        span,
        certainty=Certainty.LIKELY,
        related=tuple(Label(each, words) for each, words in rest),
    )
