"""The main figures of a notice, and what its front tells of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.notice import Notice
from auditor.stated.main_figures import Main, main_figure, mentioned_figure
from auditor.stated.overviews import fitting, of_all, overviews
from auditor.stated.progress import told_again

Parse = Callable[[str], Notice]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("巡察组共反馈问题31个。", Main.PROBLEMS),
        ("共制定整改措施64条，明确责任人。", Main.MEASURES),
        ("目前已完成整改问题28个。", Main.DONE),
        ("上轮巡察反馈的17个问题已销号。", None),
        ("开展培训31次。", None),
    ],
)
def test_main_figure(text: str, figure: Main | None, parsed: Parse) -> None:
    """The words around a number tell which main figure it is; a narrower scope makes it none."""
    notice = parsed(text)
    assert main_figure(notice, notice.claims.quantities[0]) is figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("对64条整改措施逐条复核。", Main.MEASURES),
        ("对31个问题逐一销号。", Main.PROBLEMS),
        ("围绕队伍建设方面，对16条整改措施逐条复核。", None),
    ],
)
def test_mentioned_figure(text: str, figure: Main | None, parsed: Parse) -> None:
    """A main figure is spoken of as known, unless the clause is of some of it."""
    notice = parsed(text)
    assert mentioned_figure(notice, notice.claims.quantities[0]) is figure


FRONT = "巡察组反馈问题31个，已完成整改28个，正在推进3个。\n二、下一步打算\n"


@pytest.mark.parametrize(
    ("text", "done", "fits"),
    [
        ("对已完成整改的28个问题开展检查。", True, "28个"),
        ("对尚未完成整改的3个问题倒排工期。", False, "3个"),
        ("对尚未完成整改的5个问题倒排工期。", False, ""),
        ("对审计反馈尚未完成整改的5个问题倒排工期。", None, ""),
    ],
)
def test_progress_told_again(text: str, done: bool | None, fits: str, parsed: Parse) -> None:
    """What is told of the progress once more is a sum of the overview's numbers, or is none of them."""
    notice = parsed(FRONT + text)
    known = overviews(notice)["问题", "个"]
    again = notice.claims.quantities[-1]
    assert told_again(notice, again) is done
    assert (fitting(again, known, done=done) if done is not None else "") == fits


def test_overview_that_one_leader_has_taken_on(parsed: Parse) -> None:
    """What one leader has taken on is no account of them all."""
    notice = parsed("党委书记牵头整改的9个问题已完成8个，正在推进1个。\n二、下一步打算\n略。")
    assert of_all(overviews(notice).get(("问题", "个"), [])) is None
