"""Members of a list are shown by their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.notice import Notice
from auditor.presentation.listed import listed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("县委巡察组对柳湾镇、青石镇、白果镇等3个镇开展巡察。", "柳湾镇、青石镇、白果镇"),
        ("涉及组织、对口帮扶、宣传3个科室。", "组织、对口帮扶、宣传"),
        ("对口帮扶、将军庙整修、把关验收三项工作已完成。", "对口帮扶、将军庙整修、把关验收"),
        ("制定《值班办法》《用车办法》2项制度。", "《值班办法》、《用车办法》"),
    ],
)
def test_first_member_is_shown_without_what_leads_in(
    text: str, shown: str, parsed: Callable[[str], Notice]
) -> None:
    notice = parsed(text)
    assert listed(notice.text, notice.claims.enumerations[0]) == shown
