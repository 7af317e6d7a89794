"""What a question resembles among examples: one to an office, after progress, or between neighbours. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from handlers.reading.examples import read_examples
from handlers.reading.facts import Act
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import FOLDER
from handlers.reading.likeness import Likeness
from handlers.reading.resemblance import said, texts

SPEECH = FOLDER / "speech"
REPORT = "report"  # the file of troubles told in the form of a question
SURE, SURE_AFTER, SURE_OF_STAFF = 0.7, 0.75, 0.5  # of information, of progress, of either from somebody in office
DOUBTED = 0.07  # a rule whose reading is so unlikely is not believed
SHARPNESS = 3.0  # a question is short: one word more or less must not settle it
LONGEST = 60  # characters; a longer message tells more than it asks

ASKING = frozenset({Act.QUESTION, Act.STATUS_QUERY})
# Whoever does one of these asks for nothing, however much it may sound like it.
UNASKING = frozenset({Act.ADVERT, Act.OFFER, Act.WITHDRAWAL, Act.RESOLVED, Act.SUPPORT, Act.THANKS})

_ASKS = re.compile(
    r"吗|[么嘛没不未冇伐啵吧咯]\??(?=$|[, !])|没有\??$|几|多少|什么|啥|哪|怎么|咋|\?$|是不是|能不能|有没有|可不可以"
    r"|要不要|真的?假|点样|边度|如何|何时|还是|找谁|算不|(?P<said>\S)不(?P=said)|[不没]嘛$|多大|多久|几多|好多"
)
_ASKS_AFTER = re.compile(
    r"(?:[了过到好完上着成拢住动齐清通]|出来|下来)(?:没有?|没得|未|冇|冒|吗|么|伐|啵|不|吧)[啊呀呢嘛哈哦]?"
    r"\??(?=$|[, ])|(?P<did>\S)没(?P=did)|(?P<will>[修拆弄填搬办装换砌管])不(?P=will)"
    r"|[咋怎么][么样个]{0,2}[样说讲回]|到哪|没[啊呀得有咯嘛]?\??$|什么时候|啥时候?|几时|哪天|还[要得等没不在是]|还\S着|多久|几点|有[^,]{1,3}没$"
    r"|催|(?:多少|好多|几)[^,]{0,3}了\??$"
    r"|后来|多深|几[楼层号组米]|[^,]呢\??$|呢\?|在哪"
)
_FORMS = ((Act.QUESTION, _ASKS), (Act.STATUS_QUERY, _ASKS_AFTER))
_RUN = re.compile("[\u4e00-\u9fff]+")
_LENGTHS = (6, 12, 25, 50)
_END = r"[啊呀哦呢嘛]?\??(?=$|[, ])"
# How a sentence is made, whatever it is about; each is a word of its own to the model.
_SHAPES = tuple(
    (f"形{number}", re.compile(shape))
    for number, shape in enumerate(
        (
            rf"(?:能|可以|要|准|让|算|会|得|用|许|给)[^,。]{{0,12}}(?:吗|不|伐|么|没得|冇|啵|嘛|咯){_END}",
            r"能不能|可不可以|要不要|准不准|算不算|用不用|该不该|让不让|行不行|可以吗|是不是",
            rf"[了过好到完成](?:没有?|吗|伐|冇|么|不|未|没得){_END}",
            r"什么时候|啥时候?|几时|哪天|几点|几号|何时",
            r"[几多]少|几[块岁个户多]|多[少大久]",
            r"(?:谁|哪位|哪个|有没有人|哪家)(?:有|家|看|知|晓|要|会|去|拿|捡|的)",
            r"[你恁侬]",
            r"[我俺咱]|阿拉",
            r"(?:怎么|咋|如何|怎样)(?:办|弄|交|领|算|报|约|查|申|换|补|登|评)",
            r"[去在找到]哪|哪[里儿]|找谁",
            r"还[没在是不]|又|都.{1,4}了|[天周月年]了",
            r"呢\??$",
            r"的事|那个|上次|说好|不是说",
        )
    )
)


def weighed(lexicon: Lexicon, acts: frozenset[Act], text: str, *, to_staff: bool) -> frozenset[Act]:
    """A resident's acts with what the message resembles, which speaks where the rules are silent or at odds."""
    ruled = acts & ASKING
    if acts & UNASKING or len(text) > LONGEST:
        return acts
    forms = ruled or {act for act, form in _FORMS if form.search(text)}
    if not forms:
        return acts
    kinds = _model(lexicon).kinds(text)
    likely = max(forms, key=lambda act: kinds.get(act.value, 0.0))
    least = SURE_OF_STAFF if to_staff else SURE if likely is Act.QUESTION else SURE_AFTER
    if ruled and (to_staff or Act.HYPOTHETICAL not in acts):
        least = 0.0 if to_staff else DOUBTED
    return acts - ruled | ({likely} if kinds.get(likely.value, 0.0) > least else frozenset())


@lru_cache(maxsize=4)
def _model(lexicon: Lexicon) -> Likeness:
    """Built once for a lexicon, from the examples of speech and from its own troubles that are told as questions."""
    told = (each.text for source in lexicon.sources.categories for each in said(source))
    reports = tuple(sentence for sentence in told if _ASKS.search(sentence))
    spoken = {act: texts(examples) for act, examples in read_examples(SPEECH).items()}
    return Likeness({**spoken, REPORT: (*spoken[REPORT], *reports)}, {}, _marked(lexicon.segmenter.cut), SHARPNESS)


def _marked(cut: Callable[[str], Iterable[str]]) -> Callable[[str], Iterator[str]]:
    """A cut that also tells how clauses end, how the text begins, and how long it is."""

    def pieces(text: str) -> Iterator[str]:
        yield from cut(text)
        runs = _RUN.findall(text)
        if runs:
            yield from (f"{runs[0][:1]}^", f"{runs[0][:2]}^", f"{runs[-1][-1]}$", f"{runs[-1][-2:]}$")
        yield from (f"{run[-1]}|" for run in runs)
        yield from (mark for mark, shape in _SHAPES if shape.search(text))
        if "?" in text:
            yield "问?"
        yield f"长{sum(len(text) >= length for length in _LENGTHS)}"

    return pieces
