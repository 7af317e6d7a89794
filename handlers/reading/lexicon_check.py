"""Holds the lexicon against its own sentences. Every failing sentence is one problem."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.facts import Act
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import ActRuleSource, CategorySource, RuleSource
from handlers.reading.lexicon_words import IdleWords
from handlers.reading.read import Reader
from models.errors import Problem

STANDS = 0.5  # below this a candidate is noise; above, it at least waits for one more sign
ENOUGH = 20  # sentences for and against that a category needs


def check(lexicon: Lexicon, category: str = "") -> list[Problem]:
    """Every problem of the lexicon, or of one category or act file."""
    reader = Reader(lexicon)
    idle = IdleWords(lexicon)
    problems = [problem for problem in lexicon.problems if not category or category in problem.key]
    for source in lexicon.sources.categories:
        if category in ("", source.category):
            problems.extend((*_check_category(reader, source), *idle.of(source)))
    for act in lexicon.sources.acts:
        if category in ("", "acts"):
            problems.extend(_check_act(reader, act))
    if not category:
        problems.extend(_check_ids(lexicon))
    return problems


def _check_category(reader: Reader, source: CategorySource) -> Iterator[Problem]:
    code = source.category
    yield from _check_groups(reader.lexicon, source)
    for rule in source.rules:
        yield from _check_rule(reader, source, rule)
    for sentence in (*source.yes, *(sentence for rule in source.rules for sentence in rule.yes)):
        if code not in _read(reader, sentence):
            yield Problem(f"{code}.yaml:yes", f"「{sentence}」没有读成 {code}", "补规则, 或检查否决词和言语行为")
    for sentence in (*source.no, *(sentence for rule in source.rules for sentence in rule.no)):
        if code in _read(reader, sentence):
            yield Problem(f"{code}.yaml:no", f"「{sentence}」读成了 {code}: {_why(reader, sentence, code)}", "收紧规则")
    yield from _check_counts(source)


def _check_counts(source: CategorySource) -> Iterator[Problem]:
    counts = {
        "yes": len(source.yes) + sum(len(rule.yes) for rule in source.rules),
        "no": len(source.no) + sum(len(rule.no) for rule in source.rules),
    }
    if source.rules and all("own_" in rule.id for rule in source.rules):
        return  # a category that only this community has
    for side, count in counts.items():
        if count < ENOUGH:
            yield Problem(f"{source.category}.yaml:{side}", f"只有 {count} 句", f"写到 {ENOUGH} 句以上")


def _check_groups(lexicon: Lexicon, source: CategorySource) -> Iterator[Problem]:
    for name in source.groups:
        if f"{source.category}:{name}" not in lexicon.used:
            yield Problem(f"{source.category}.yaml:groups.{name}", "没有规则用到这个词组", "删掉或用上")


def _check_rule(reader: Reader, source: CategorySource, rule: RuleSource) -> Iterator[Problem]:
    where = f"{source.category}.yaml:{rule.id}"
    if ".own_" in rule.id:
        return
    if not rule.id.startswith(f"{source.category}."):
        yield Problem(where, "规则 id 要以类别开头", f"写成 {source.category}.…")
    if not rule.yes:
        yield Problem(where, "没有 yes 句子", "写出这条规则该认的话")
    if rule.pattern and not rule.needs:
        yield Problem(where, "pattern 没有 needs", "写出每个匹配都离不开的词")
    matched = [sentence for sentence in rule.yes if _matches(reader, rule, sentence)]
    for sentence in rule.yes:
        if sentence not in matched:
            yield Problem(where, f"「{sentence}」这条规则没有认出", _needs_hint(reader, rule, sentence))
    if rule.yes and matched and not any(_needed(reader, source, rule, sentence) for sentence in matched):
        yield Problem(where, "多余: 它的每句 yes 都有别的规则以同样的分数认出", "删掉, 或换成只有它认得的句子")


def _matches(reader: Reader, rule: RuleSource, sentence: str) -> bool:
    scan = reader.lexicon.scan(reader.read(sentence).text)
    return any(match.rule.id == rule.id and not match.negated for match in reader.lexicon.matches(scan))


def _needed(reader: Reader, source: CategorySource, rule: RuleSource, sentence: str) -> bool:
    """Whether without this rule the sentence would score or weigh less."""
    scan = reader.lexicon.scan(reader.read(sentence).text)
    matches = [match for match in reader.lexicon.matches(scan) if match.rule.category == source.category]
    own = [match.rule for match in matches if match.rule.id == rule.id]
    others = [match.rule for match in matches if match.rule.id != rule.id and not match.negated]
    return all(
        other.score < own[0].score or other.urgency.rank() < own[0].urgency.rank() or other.kind != own[0].kind
        for other in others
    )


def _needs_hint(reader: Reader, rule: RuleSource, sentence: str) -> str:
    text = reader.lexicon.scan(reader.read(sentence).text).text
    if rule.needs and not any(word.lower() in text for word in rule.needs):
        return "needs 里的词一个也不在句中: 补 needs"
    return "检查词组、within、none 和否决词"


def _read(reader: Reader, sentence: str) -> set[str]:
    return {candidate.category for candidate in reader.read(sentence).candidates if candidate.score >= STANDS}


def _why(reader: Reader, sentence: str, code: str) -> str:
    found = [candidate for candidate in reader.read(sentence).candidates if candidate.category == code]
    return "、".join(f"{'+'.join(candidate.rules)}({'+'.join(candidate.words)})" for candidate in found)


def _check_act(reader: Reader, rule: ActRuleSource) -> Iterator[Problem]:
    is_staff = rule.who == "staff"
    if not rule.yes or not rule.no:
        yield Problem(rule.id, "缺 yes 或 no 句子", "各写几句")
    for sentence in rule.yes:
        scan = reader.lexicon.scan(reader.read(sentence).text)
        if rule.id not in {found.id for _, found in reader.lexicon.acts(scan, is_staff=is_staff)}:
            yield Problem(rule.id, f"「{sentence}」这条规则没有认出", "检查 needs 和 pattern")
        if rule.act not in _acts(reader, sentence, is_staff=is_staff, weak=rule.weak):
            yield Problem(rule.id, f"「{sentence}」没有读成 {rule.act}", "检查更强的言语行为")
    for sentence in rule.no:
        if rule.act in _acts(reader, sentence, is_staff=is_staff, weak=rule.weak):
            yield Problem(rule.id, f"「{sentence}」读成了 {rule.act}", "收紧规则")


def _acts(reader: Reader, sentence: str, *, is_staff: bool, weak: bool) -> frozenset[Act]:
    facts = reader.read(sentence, is_staff=is_staff)
    return facts.acts | facts.maybe if weak else facts.acts


def _check_ids(lexicon: Lexicon) -> Iterator[Problem]:
    seen: set[str] = set()
    ids = [rule.id for source in lexicon.sources.categories for rule in source.rules]
    for name in (*ids, *(rule.id for rule in lexicon.sources.acts)):
        if name in seen:
            yield Problem(name, "规则 id 重复", "改名")
        seen.add(name)
