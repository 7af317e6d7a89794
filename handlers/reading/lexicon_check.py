"""Holds the lexicon against its own sentences. Every failing sentence is one problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import ActRuleSource, CategorySource, RuleSource
from handlers.reading.lexicon_tries import Tries
from handlers.reading.lexicon_words import IdleWords
from models.errors import Problem
from models.patterns import nested

ENOUGH = 20  # sentences for and against that a category needs


def check(lexicon: Lexicon, category: str = "") -> list[Problem]:
    """Every problem of the lexicon, or of one category or act file."""
    tries, idle = Tries(lexicon), IdleWords(lexicon)
    problems = [problem for problem in lexicon.problems if not category or category in problem.key]
    for source in lexicon.sources.categories:
        if category in ("", source.category):
            problems.extend((*_check_category(tries, source), *idle.of(source)))
    if category in ("", "acts"):
        problems.extend(chain.from_iterable(check_act(tries, act) for act in lexicon.sources.acts))
    if not category:
        problems.extend((*_check_shared(lexicon), *_check_ids(lexicon), *_check_claims(lexicon.sources.categories)))
    return problems


def _check_category(tries: Tries, source: CategorySource) -> Iterator[Problem]:
    file = f"{source.category}.yaml"
    yield from check_groups(tries.lexicon, file, source)
    for rule in source.rules:
        yield from check_rule(tries, f"{file}:{rule.id}", source, rule)
        if rule.yes and not any(_needed(tries, source, rule, sentence) for sentence in rule.yes):
            cure = "删掉, 或换成只有它认得的句子"
            yield Problem(f"{file}:{rule.id}", "多余: 它的每句 yes 都有别的规则以同样的分数认出", cure)
    yield from check_sentences(tries, file, source.category, *source.sides)
    for side, found in zip(("yes", "no"), source.sides, strict=True):
        if len(found) < ENOUGH:
            yield Problem(f"{file}:{side}", f"只有 {len(found)} 句", f"写到 {ENOUGH} 句以上")


def check_sentences(tries: Tries, where: str, code: str, yes: Iterable[str], no: Iterable[str]) -> Iterator[Problem]:
    """Sentences that are not read as they should be."""
    for sentence in yes:
        if code not in tries.categories(sentence):
            yield Problem(f"{where}:yes", f"「{sentence}」没有读成 {code}", "补规则, 或检查否决词和言语行为")
    for sentence in no:
        if code in tries.categories(sentence):
            yield Problem(f"{where}:no", f"「{sentence}」读成了 {code}: {tries.why(sentence, code)}", "收紧规则")


def check_groups(lexicon: Lexicon, file: str, source: CategorySource) -> Iterator[Problem]:
    """Groups that no rule names."""
    for name in source.groups:
        if f"{source.category}:{name}" not in lexicon.used:
            yield Problem(f"{file}:groups.{name}", "没有规则用到这个词组", "删掉或用上")


def check_rule(tries: Tries, where: str, source: CategorySource, rule: RuleSource) -> Iterator[Problem]:
    """What is wrong with one rule: how it is written, and sentences that it should match and does not."""
    if not rule.id.startswith(f"{source.category}."):
        yield Problem(where, "规则 id 要以类别开头", f"写成 {source.category}.…")
    if not rule.yes:
        yield Problem(where, "没有 yes 句子", "写出这条规则该认的话")
    if rule.pattern and not rule.needs:
        yield Problem(where, "pattern 没有 needs", "写出每个匹配都离不开的词")
    yield from check_pattern(where, rule.pattern)
    missed = [sentence for sentence in rule.yes if not tries.fires(rule.id, sentence)]
    for sentence in missed:
        yield Problem(where, f"「{sentence}」这条规则没有认出", _hint(tries, rule, sentence))
    if len(missed) == len(rule.yes) and not any(tries.fires(rule.id, sentence) for sentence in source.sides[0]):
        yield Problem(where, "类别里没有一句话用到这条规则", "删掉, 或写一句只有它认得的话")


def check_pattern(where: str, pattern: str) -> Iterator[Problem]:
    """A repeat inside a repeat takes for ever on some text; what cannot be compiled is named elsewhere."""
    try:
        runs_away = nested(pattern)
    except re.error:
        return
    if runs_away:
        yield Problem(where, "重复里套着重复, 遇到长消息会算不完", "去掉里面或外面的一层")


def _needed(tries: Tries, source: CategorySource, rule: RuleSource, sentence: str) -> bool:
    """Whether without this rule the sentence would score or weigh less."""
    matches = [match for match in tries.matches(sentence) if match.rule.category == source.category]
    own = [match.rule for match in matches if match.rule.id == rule.id]
    others = [match.rule for match in matches if match.rule.id != rule.id and not match.negated]
    return not own or all(
        other.score < own[0].score or other.urgency.rank() < own[0].urgency.rank() or other.kind != own[0].kind
        for other in others
    )


def _hint(tries: Tries, rule: RuleSource, sentence: str) -> str:
    if rule.needs and not any(word.lower() in tries.scan(sentence).text for word in rule.needs):
        return "needs 里的词一个也不在句中: 补 needs"
    return "检查词组、within、none 和否决词"


def check_act(tries: Tries, rule: ActRuleSource, prefix: str = "") -> Iterator[Problem]:
    """Sentences of one speech act rule that are not read as they should be."""
    where, is_staff = f"{prefix}{rule.id}", rule.who == "staff"
    if not rule.yes or not rule.no:
        yield Problem(where, "缺 yes 或 no 句子", "各写几句")
    yield from check_pattern(where, rule.pattern)
    for sentence in rule.yes:
        if rule.id not in tries.act_rules(sentence, is_staff=is_staff):
            yield Problem(where, f"「{sentence}」这条规则没有认出", "检查 needs 和 pattern")
        if rule.act not in tries.acts(sentence, is_staff=is_staff):
            yield Problem(where, f"「{sentence}」没有读成 {rule.act}", "检查更强的言语行为")
    for sentence in rule.no:
        if rule.act in tries.acts(sentence, is_staff=is_staff):
            yield Problem(where, f"「{sentence}」读成了 {rule.act}", "收紧规则")


def _check_shared(lexicon: Lexicon) -> Iterator[Problem]:
    for name in lexicon.sources.shared.groups:
        if f":{name}" not in lexicon.used:
            yield Problem(f"_shared.yaml:groups.{name}", "没有规则用到这个词组", "删掉或用上")


def _check_ids(lexicon: Lexicon) -> Iterator[Problem]:
    seen: set[str] = set()
    ids = [rule.id for source in lexicon.sources.categories for rule in source.rules]
    for name in (*ids, *(rule.id for rule in lexicon.sources.acts)):
        if name in seen:
            yield Problem(name, "规则 id 重复", "改名")
        seen.add(name)


def _check_claims(sources: Sequence[CategorySource]) -> Iterator[Problem]:
    """A sentence can be the example of one category only."""
    first: dict[str, str] = {}
    for source in sources:
        for sentence in source.sides[0]:
            other = first.setdefault(sentence, source.category)
            if other != source.category:
                yield Problem(
                    f"{source.category}.yaml:yes", f"「{sentence}」也是 {other} 的 yes 句子", "留在一个类别里"
                )


def weak_spots(lexicon: Lexicon, category: str = "") -> list[Problem]:
    """What is no mistake and worth a look: rules that nothing is held against, sentences that another category wins."""
    tries = Tries(lexicon)
    chosen = [source for source in lexicon.sources.categories if category in ("", source.category)]
    return [spot for source in chosen for spot in (*_untested(tries, source), *_won(tries, source))]


def _untested(tries: Tries, source: CategorySource) -> Iterator[Problem]:
    """Rules of which no sentence against the category holds a single trouble word."""
    near = {group for sentence in source.sides[1] for hits in tries.scan(sentence).hits for group in hits}
    for rule in tries.lexicon.rules:
        if rule.category == source.category and near.isdisjoint(rule.triggers()):
            yield Problem(f"{source.category}.yaml:{rule.id}", "没有 no 句子碰到它的词", "写一句有这些词而不算的话")


def _won(tries: Tries, source: CategorySource) -> Iterator[Problem]:
    for sentence in source.sides[0]:
        best = tries.facts(sentence).candidates[:1]
        if best and best[0].category != source.category:
            yield Problem(f"{source.category}.yaml:yes", f"「{sentence}」更像 {best[0].category}", "看看哪个类别对")
