"""Numbers as they are spoken are read whole, or not at all."""

from __future__ import annotations

import pytest

import auditor
from auditor.claims import Figure
from auditor.extract import extract
from auditor.parse import parse
from auditor.source import Source


def read(text: str) -> list[tuple[str, str]]:
    """The figures of a text that count something, as written, with their values."""
    notice = parse(Source("x", text))
    extract(notice)
    return [(text[f.start : f.end], _value(f)) for f in notice.claims.figures if not f.named]


def _value(figure: Figure) -> str:
    unit = getattr(figure, "unit", None)
    return f"{figure.value.normalize():f}{unit.name if unit else '%'}"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("东洼地九亩半已复耕。", "九亩半", "9.5亩"),
        ("自留地一亩半已登记。", "一亩半", "1.5亩"),
        ("甲户退出四亩三分。", "四亩三分", "4.3亩"),
        ("王某六亩二分已退。", "六亩二分", "6.2亩"),
        ("渠面宽三米五，已硬化。", "三米五", "3.5米"),
        ("墙高1米85，已刷新。", "1米85", "1.85米"),
        ("补贴按76块5一亩发放。", "76块5", "76.5元"),
        ("每本收费六块五毛。", "六块五毛", "6.5元"),
        ("每斤收费三元二角五分。", "三元二角五分", "3.25元"),
        ("石料拉了十二方半。", "十二方半", "12.5方"),
        ("集中整治用了四个半月。", "四个半月", "4.5个月"),
        ("会议开了两个半小时。", "两个半小时", "2.5小时"),
        ("每天值守7个半钟头。", "7个半钟头", "7.5个钟头"),
        ("驻村两年半的工作队。", "两年半", "2.5年"),
        ("新修机耕路二点三公里。", "二点三公里", "2.3公里"),
        ("追回资金十二点零五万元。", "十二点零五万元", "120500元"),
        ("新修机耕路2公里300米，已通车。", "2公里300米", "2.3公里"),
        ("购置费2万3千元已退。", "2万3千元", "23000元"),
        ("资产共3亿5600万元。", "3亿5600万元", "356000000元"),
        ("退回3万零600元。", "3万零600元", "30600元"),
        ("共发放二十三万五千九百五十元。", "二十三万五千九百五十元", "235950元"),
        ("入户率约占八成五。", "八成五", "85%"),
        ("已通水一百〇四户。", "一百〇四户", "104户"),
    ],
)
def test_a_spoken_number_is_read_whole(text: str, words: str, value: str) -> None:
    """Halves, smaller units, tenths behind the unit, a point in Chinese, several scales."""
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "每天早上六点半播放。",
        "上午九点开会，十一点钟散会。",
        "八点到十点播放广播。",
        "二支部、三支部轮流值守。",
        "3支部负责清扫。",
        "二级三级残疾的名单已公示。",
        "申报三级甲等和二级医院。",
        "来了三四个人，走访二三十户，整理十七八条。",
        "这项工作惠及上百户、成千人。",
        "购置费1万5元已退。",
        "购置费两万5千元已退。",
        "渠面宽四米五六，已硬化。",
        "用了3小时20分钟。",
        "用了2年零3个月。",
        "每周有三个半天值班。",
        "全乡人口三万四，其余见表。",
    ],
)
def test_what_is_no_count_or_not_known_is_not_read(text: str) -> None:
    """Hours of a clock, ordinals, numbers that only say about how many, and those with two readings."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("检出三个半成品。", "3个"),
        ("帮扶五户半边户。", "5户"),
        ("两年半途而废的工程已复工。", "2年"),
        ("提出五点意见。", "5点"),
        ("分为三级管理。", "3级"),
        ("组建四支队伍。", "4支"),
        ("走访十五户。", "15户"),
        ("罚款300块2、加强教育。", "300块"),
    ],
)
def test_what_follows_a_unit_may_be_another_word(text: str, value: str) -> None:
    """半成品, 半途而废, a numbering mark and words that begin with a unit take nothing from the number."""
    assert [v for _, v in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("老账六万元，已还2万4，还欠三万六。", ["60000元", "24000元", "36000元"]),
        ("印册子花了八百元，修门窗1260块，买桌椅两千四，合计四千四百六十元。", ["800元", "1260元", "2400元", "4460元"]),
        ("换下展板1200块，花费3万元。", ["1200块", "30000元"]),
        ("公示栏由两块增加到8块，花费600元。", ["2块", "8块", "600元"]),
        ("全村人口两万四，收入3万元。", ["30000元"]),
    ],
)  # fmt: skip
def test_a_unit_left_out_is_that_of_the_amounts_beside_it(text: str, values: list[str]) -> None:
    """Beside amounts of money 2万4 that is paid is money, and so is 1260块; boards and people are not."""
    assert [v for _, v in read(text)] == values


def test_the_quote_shows_the_number_whole() -> None:
    """The ledger names 八亩半, not 八亩."""
    text = "鱼塘两口，东塘12亩、西塘八亩半，共二十亩半。"
    quotes = [text[e.span.start : e.span.end] for e in auditor.audit(text).ledger]
    assert quotes == ["两口", "12亩", "八亩半", "二十亩半"]
