"""Sums that would fit only if they passed over a member of their row are not shown as proved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.report import AuditedNotice, Verdict


@pytest.mark.parametrize(
    "text",
    [
        "发现问题渠段11处，其中衬砌开裂6处、闸门锈蚀5处、淤积堵塞4处（部分渠段同时存在两种情况）。",
        "发现问题渠段11处，其中衬砌开裂6处，闸门锈蚀5处，淤积堵塞4处。",
        "发现问题渠段11处，有衬砌开裂6处、闸门锈蚀5处、淤积堵塞4处。",
        "衬砌开裂13处、闸门锈蚀14处、淤积堵塞16处，共计30处。",
        "修订制度129项，其余5项正在修订。",
        "剩余15.3公里将于11月底前完工，其中东片区12.6公里已建成通水。",
    ],
)
def test_no_proof_passes_over_a_number(audited: Callable[..., AuditedNotice], text: str) -> None:
    proved = [entry for entry in audited(text).ledger if entry.verdict is Verdict.VERIFIED]
    assert not proved
