"""Texts for the benchmarks: notices of any size, and texts made to make a bad pattern slow."""

from __future__ import annotations

from pathlib import Path

from auditor.source import Source

NOTICES = Path(__file__).parent.parent / "tests" / "notices"

# What is repeated until the text has its size.
ADVERSARIAL = {
    "digits": "7",
    "blanks": " ",
    "full-width blanks": "\u3000",
    "blank pairs in Chinese": "改  ",
    "brackets": "（",
    "bracket pairs": "（）",
    "一": "一",
    "十": "十",
    "万": "万",
    "欢迎": "欢迎",
    "quotes": "“",
    "straight quotes": '"',
    "title marks": "《",
    "nested titles": "《甲",
    "newlines": "\n",
    "one letter a line": "甲\n",
    "1. lines": "1.\n",
    "1. headings": "1.学习不够问题\n",
    "（一） in one line": "（一）",
    "一是 in one line": "一是抓学习；",
    "X": "X",
    "某": "某",
    "underscores": "_",
    "commas": "，",
    "dots": "...",
    "hyphens": "0-",
    "mail": "a@",
    "years": "2023年",
    "days": "5月6日、",
    "ends of periods": "5月6日至",
    "days without months": "1日1日",
    "feedbacks": "6月8日反馈了巡察意见，",
    "counts": "3个、",
    "percent": "95%，",
    "其中": "其中3个",
    "part lists": "问题9个，其中甲3个、乙6个。",
    "shares": "满意占30%，",
    "shares in one row": "其中60%、",
    "amounts": "累计追缴资金1234.5万元。",
    "amounts left blank": "退还费用    元，",
    "names withheld": "王某某案“王建案”，",
    "phrases": "更换消防器材",
    "letters for digits": "l2个3O户",
    "stocks": "原有9户，退出2户，",
    "progress": "反馈问题9个，已完成7个，正在推进2个。",
    "progress again": "9个问题已完成整改7个。剩余2个问题，",
    "deadlines": "其余3户计划于2024年7月底前完成。",
    "sessions": "5月6日县委第三次会议，",
    "values in turn": "3村分别2元、3元；",
    "days with weekdays": "5月6日（星期一）、",
    "remarks": "（请老李核）",
    "heads": "院长周文博，",
    "listed names": "樟坪、龙背、上洋3个村，",
    "two versions": "全镇累计排查整治隐患点位46处，全镇累计排查整治隐患点位64处，",
    "directions": "满意率由62%提高到58%，",
    "columns": "查处问题12起，处理18人。其中，涉及采购的问题4起，处理6人。",
    "chains": "收到举报44件，受理32件，转办29件，",
    "rows for rows": "甲类31个、乙类24个问题，分别已整改30个和21个；",
    "classes by limits": "村96个，8个组以上的村24个，5—7个组的村41个，4个组以下的村31个。",
    "due": "应检教师42人，实检41人；",
    "names of numbers": "编制茶叶种植、茶叶加工、茶旅融合三大主业，聚焦四大主业。",
    "referred back": "问题3个。对上述4个问题，",
    "field lines": "牵头单位：局办；时限：9月；",
    "all and the rest": "已全部发放到位，尚有3户未发放。",
    "cards": "（一）河道保洁\n整改时限：2023年6月底前\n整改状态：已完成\n4项任务已完成3项，达到序时进度1项。\n",
    "offices": "责任单位：市水利局、市林业局\n",
    "seats of offices": "办公室（以下简称整改办）设在人事股，",
    "document numbers": "〔2024〕 号",
    "titles": "《青石镇工作规则》",
    "bars": "|",
    "rows": "| 1 | 2 | 3 |\n",
    "tabs": "1\t2\t3\n",
    "attachments": "附件：1.清单\n",
    "counted attachments": "详见4个附件。\n附件：1.清单\n2.台账\n",
    "meetings listed and counted": "3月2日、3月9日先后召开党组会议。整改以来共召开党组会议1次。",
    "shares of a named total": "教职工80人。甲类40人，占教职工总数的51%。",
    "posts": "会计李某到会。出纳王某到会。会计王建国到会。出纳李建国到会。",
    "committees": "青石镇委员会",
    "signatures": "中共青石镇委员会\n2023年5月6日\n",
    "contacts": "联系电话：0571-12345678；",
    "combining marks": "e\u0301",
    "emoji": "😀",
    "controls": "\x00",
}


def notices() -> dict[str, str]:
    """The notices of the tests by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(NOTICES.glob("*.txt"))}


def repeated(piece: str, size: int) -> Source:
    """``piece`` again and again, ``size`` UTF-8 bytes of it (at least once)."""
    return Source("<text>", piece * max(1, size // len(piece.encode())))
