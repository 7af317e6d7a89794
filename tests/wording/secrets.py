"""What residents write that no group may read, in the spellings that people use. Each secret tells its essence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import zhconv
from hypothesis import strategies as st

WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")
CAPITAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
CYRILLIC = str.maketrans("ABEKHC", "АВЕКНС")
LOOK_ALIKES = {ord(twin): chr(letter) for letter, twin in ((key, chr(value)) for key, value in CYRILLIC.items())}
FAMILY = "王李张刘陈杨赵黄周吴徐孙朱林郭何高罗郑谢唐许冯邓曹彭曾萧蔡潘袁董余叶程苏魏吕丁沈"
GIVEN = "建国秀英丽娟志强桂兰海燕小芳文博子涵梓萱淑珍玉梅浩然雨桐德福凤霞"
TITLES = ["阿姨", "叔叔", "大爷", "爹爹", "奶奶", "爷爷", "大妈", "先生", "女士", "姐", "哥", "伯伯", "婆婆"]


@dataclass(frozen=True)
class Secret:
    """`text` as written; `essence` is what must not be readable afterwards, in plain digits and letters."""

    text: str
    essence: str
    name: str = ""  # the nickname under which the group knows it

    def shows_in(self, shown: str) -> bool:
        if self.essence.isdigit() and len(self.essence) <= 4:  # a room: as a number of its own
            return self.essence in re.findall(r"\d+", plain(shown))
        return self.essence in re.sub(r"[\W_]", "", plain(shown))


def traditional(text: str) -> str:
    return str(zhconv.convert(text, "zh-hant"))


def plain(text: str) -> str:
    digits = {
        **dict(zip("零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "0123456789123456789", strict=True)),
        "〇": "0",
        "幺": "1",
    }
    folded = zhconv.convert(unicodedata.normalize("NFKC", text).upper().translate(LOOK_ALIKES), "zh-hans")
    return "".join(digits.get(char, char) for char in folded)


def _number(digits: str, essence: str | None = None) -> st.SearchStrategy[Secret]:
    half = len(digits) // 2
    spellings = [
        digits,
        f"{digits[:3]}-{digits[3:7]}-{digits[7:]}",
        f"{digits[:3]} {digits[3:7]} {digits[7:]}",
        f"{digits[:half]}.{digits[half:]}",
        " ".join(digits),
        "\u200b".join(digits),
        f"{digits[:half]}——{digits[half:]}",
        f"（{digits[:3]}）{digits[3:]}",
        "".join(f"{digit}\ufe0f\u20e3" for digit in digits),
        digits.translate(WIDE),
        digits.translate(SPOKEN),
        digits.translate(CAPITAL),
        digits.translate(SPOKEN).replace("一", "幺"),
        digits[:half] + digits[half:].translate(SPOKEN),
    ]
    return st.sampled_from(spellings).map(lambda text: Secret(text, essence or digits))


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


mobiles = st.tuples(st.sampled_from("3456789"), _digits(9)).flatmap(lambda parts: _number("1" + "".join(parts)))
landlines = st.tuples(st.sampled_from(["0513", "021", "025"]), st.sampled_from("58"), _digits(7)).flatmap(
    lambda parts: _number("".join(parts))
)
identities = st.tuples(
    st.sampled_from(["320602", "320611"]), st.integers(1940, 2015), _digits(7), st.sampled_from("0X8")
)
identity_numbers = identities.map(lambda parts: "".join(map(str, parts))).map(lambda number: Secret(number, number))
bank_cards = _digits(12).flatmap(lambda rest: _number("6222021" + rest[:12]))
plates = st.tuples(
    st.sampled_from("苏沪浙皖"), st.sampled_from("ABFEK"), st.text("0123456789ABCDEFGHJK", min_size=5, max_size=6)
).filter(lambda parts: any(char.isdigit() for char in parts[2]))
plate_numbers = plates.flatmap(
    lambda parts: st.sampled_from(
        [
            f"{parts[0]}{parts[1]}{parts[2]}",
            f"{parts[0]}{parts[1]}·{parts[2]}",
            f"{parts[0]}{parts[1]} {parts[2]}",
            f"{parts[0]} {parts[1]} {' '.join(parts[2])}",
            f"{parts[0]}{parts[1]}-{parts[2].lower()}",
            f"{parts[0]}{parts[1].lower()}{parts[2]}".translate(WIDE),
            traditional(f"{parts[0]}{parts[1]}{parts[2]}"),
            f"{parts[0]}{parts[1]}{parts[2]}".translate(CYRILLIC),
        ]
    ).map(lambda text: Secret(text, parts[1] + parts[2]))
)
homes = st.tuples(st.integers(1, 68), st.integers(1, 4), st.integers(1, 33), st.integers(1, 8))


def _rooms(home: tuple[int, int, int, int]) -> st.SearchStrategy[Secret]:
    building, unit, floor, door = home
    room = f"{floor}{door:02d}"
    spellings = [
        f"{building}-{room}",
        f"{building}－{room}".translate(WIDE),
        f"{building}-{unit}-{room}",
        f"{building}幢{room}",
        f"{building}号楼{room}室",
        f"{building}栋{unit}单元{room}",
        f"{building}幢 {unit}单元 {floor}楼 {room}",
        f"{building}#{room}",
        f"{building}/{room}",
        f"{building} {room}",
        f"{unit}单元{room}户",
        f"{room}室",
        f"{room}家",
        f"{room}".translate(WIDE) + "那户",
        f"{building}幢{room.translate(SPOKEN)}",
        f"{building}号楼{room.translate(SPOKEN)}室",
        f"{building}幢的{room}号",
        f"A{room}",
        f"B座{room}",
    ]
    return st.sampled_from(spellings).map(lambda text: Secret(text, room))


rooms = homes.flatmap(_rooms)
full_names = st.tuples(st.sampled_from(FAMILY), st.text(GIVEN, min_size=2, max_size=2)).map("".join)
nicknames = full_names.flatmap(
    lambda name: st.sampled_from([name, f"3-502 {name}", f"{name}（5幢）", f"A栋{name}🌸", f"12幢1单元301{name}"]).map(
        lambda shown: Secret(name, name, shown)
    )
)
latin_nicknames = st.from_regex(r"[A-Z][a-z]{4,8}[0-9]{1,3}", fullmatch=True).map(
    lambda name: Secret(name, name.upper(), name)
)
titled = st.tuples(st.sampled_from(FAMILY), st.sampled_from(TITLES)).map("".join).map(lambda text: Secret(text, text))
called = st.tuples(st.sampled_from("老小"), st.sampled_from(FAMILY)).map("".join).map(lambda text: Secret(text, text))
accounts = st.one_of(
    st.from_regex(r"[a-z]{3,8}[0-9]{2,4}@(qq|163)\.com", fullmatch=True),
    st.from_regex(r"(微信号?|vx|VX)[:： ]?[a-z]{4,8}_[0-9]{2}", fullmatch=True),
    st.from_regex(r"wxid_[a-z0-9]{8}", fullmatch=True),
).map(lambda text: Secret(text, re.sub(r"[\W_]", "", plain(text))))

secrets = st.one_of(
    mobiles,
    landlines,
    identity_numbers,
    bank_cards,
    plate_numbers,
    rooms,
    nicknames,
    latin_nicknames,
    titled,
    called,
    accounts,
)
