"""``auditor selftest``: known errors planted into a notice, and which of them the auditor notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from auditor.cli._base import Command
from auditor.cli._options import input_options, refuse_stdin_filename, rule_options, say, setup, width_option
from auditor.cli._types import OneOf, Whole
from auditor.errors import EXIT_ERROR, EXIT_FINDINGS, EXIT_OK, EXIT_UNCHECKED, UncheckedError

if TYPE_CHECKING:
    from auditor.selftest.trials import SelfTest, Trial

DEFAULT = 0.95


class Share(click.ParamType[float]):
    """A share of one: 0.95 or 95%."""

    name = "比例"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)(%?)", value.strip())
        share = float(found[1]) / (100 if found[2] else 1) if found else 2.0
        if share > 1:
            self.fail(f"{value} 应在 0 到 1 之间，例如 0.95 或 95%", param, ctx)
        return share


@click.command(cls=Command, short_help="在通报中埋入已知差错，检验能查出多少")
@click.argument("paths", nargs=-1, required=True, metavar="通报...")
@click.option(
    "--min",
    "least",
    type=Share(),
    default=DEFAULT,
    help="检出率低于它时退出状态为 1，默认 0.95；0 为不作要求",
)
@click.option("--per-kind", type=Whole(1), default=1, help="每类差错最多埋几处，默认 1")
@click.option("--format", "form", type=OneOf(["plain", "json"]), default="plain", help="输出格式，默认 plain")
@click.option(
    "-v", "--verbose", is_flag=True, help="查出的也逐条列出，注明是哪条规则查出的；并列出没有地方可埋的类别"
)
@rule_options
@input_options
@width_option
def command(
    paths: Sequence[str],
    least: float,
    per_kind: int,
    form: str,
    verbose: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
    stdin_filename: str | None,
    max_size: int,
    **given: object,
) -> int:
    """在每份通报中（只在内存里）逐处埋入已知差错，审核后看查出了多少，没查出的如实列出。

    每次只埋一处，原文已有问题的地方不埋；与原文的审核结果比较，在埋入之处新出现警告以上的问题（本来只作提示的类别为任何级别）算查出。
    退出状态：0 检出率达到 --min；1 没有达到；2 规则运行失败；3 有输入未能检查。
    """
    from auditor.inputs import find_inputs
    from auditor.selftest.trials import recall, selftest

    refuse_stdin_filename(stdin_filename, paths)
    prepared = setup(select=select, ignore=ignore, profile=profile, max_size=max_size)
    tests: list[SelfTest] = []
    unchecked = 0
    for each in find_inputs(paths, stdin_filename or "<stdin>"):
        try:
            plan = prepared.plan_of(each)
            source = each.read(plan.max_size)
        except UncheckedError as error:
            unchecked += 1
            click.echo(f"auditor: {each.name}：未检查：{error.reason}", err=True)
            continue
        tests.append(selftest(source, plan.rules, plan.settings, per_kind=per_kind))
    if form == "json":
        _json(tests)
    else:
        for line in _plain(tests, verbose):
            say(line)
    for crash in dict.fromkeys(c for t in tests for c in t.crashes):
        click.echo(f"auditor: 规则 {crash.rule} 运行失败，结果不完整：{crash.error}", err=True)
    if any(t.crashes for t in tests):
        return EXIT_ERROR
    share = recall([trial for t in tests for trial in t.trials])
    if share is not None and share < least:
        return EXIT_FINDINGS
    return EXIT_UNCHECKED if unchecked else EXIT_OK


def _plain(tests: Sequence[SelfTest], verbose: bool) -> Iterator[str]:
    from auditor.presentation.excerpt import visible
    from auditor.selftest.trials import by_family

    for test in tests:
        yield f"{visible(test.path)}：{_score(test.trials)}"
        for family, trials in by_family(test.trials).items():
            yield f"  {family} {_FAMILIES[family]}：{_score(trials)}"
            for trial in trials:
                if verbose or not trial.detected:
                    yield f"    {_line(trial)}"
        if test.occupied:
            yield f"  有 {test.occupied} 处已有问题，没有再埋"
        if test.inapplicable:
            kinds = f"：{'、'.join(k.title for k in test.inapplicable)}" if verbose else "（-v 列出）"
            yield f"  这份通报里没有地方可埋的 {len(test.inapplicable)} 类{kinds}"
    if len(tests) > 1:
        yield f"共 {len(tests)} 份：{_score([trial for t in tests for trial in t.trials])}"


def _score(trials: Sequence[Trial]) -> str:
    from auditor.selftest.trials import recall

    share = recall(trials)
    if share is None:
        return "没有可以埋入差错的地方"
    missed = sum(not t.detected for t in trials)
    return f"埋入 {len(trials)} 处，查出 {len(trials) - missed} 处，漏查 {missed} 处，检出率 {share:.1%}"


def _line(trial: Trial) -> str:
    if not trial.detected:
        return f"漏查  第 {trial.line} 行  {trial.kind.title}：{trial.change}"
    rules = "、".join(dict.fromkeys(f.rule for f in trial.noticed))
    return f"查出  第 {trial.line} 行  {trial.kind.title}：{trial.change}（{rules}）"


def _json(tests: Sequence[SelfTest]) -> None:
    from auditor import contract
    from auditor.selftest.trials import by_family

    trials = [trial for t in tests for trial in t.trials]
    document: dict[str, Any] = {
        "schema_version": contract.SCHEMA_VERSION,
        "summary": _counts(trials),
        "families": {family: _counts(own) for family, own in sorted(by_family(trials).items())},
        "notices": [
            {
                "path": test.path,
                **_counts(test.trials),
                "plants": [
                    {
                        "kind": trial.kind.name,
                        "family": trial.kind.family,
                        "title": trial.kind.title,
                        "line": trial.line,
                        "change": trial.change,
                        "detected": trial.detected,
                        "rules": list(dict.fromkeys(f.rule for f in trial.noticed)),
                    }
                    for trial in test.trials
                ],
                "occupied": test.occupied,
                "inapplicable": [f"{k.family}:{k.name}" for k in test.inapplicable],
            }
            for test in tests
        ],
    }
    click.echo(contract.dumps(document))


def _counts(trials: Sequence[Trial]) -> dict[str, Any]:
    from auditor.selftest.trials import recall

    share = recall(trials)
    detected = sum(t.detected for t in trials)
    rounded = None if share is None else round(share, 4)
    return {"planted": len(trials), "detected": detected, "recall": rounded}


_FAMILIES = {
    "C": "条数",
    "S": "合计",
    "R": "比率",
    "D": "日期",
    "N": "序号",
    "T": "要素",
    "K": "联系方式",
    "P": "占位和稿本",
    "E": "名称",
    "Q": "标点配对",
    "W": "用语",
    "U": "重复",
    "V": "个人信息",
    "O": "识别损伤",
}
