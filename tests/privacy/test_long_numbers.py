"""A phone, identity or card number is found in every spelling that people use, and nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from handlers.wording.long_numbers import find_numbers, mask_numbers
from tests.sources import ROOT
from tests.wording.secrets import Secret, bank_cards, identity_numbers, landlines, mobiles, plain

MOST_SHOWN = 7  # 138****5678
numbers = st.one_of(mobiles, landlines, identity_numbers, bank_cards)
frames = st.sampled_from(["{}", "我电话{}，谢谢", "3-502 {}", "找{}要钥匙", "302室 {} 王建国", "{}\n3号楼"])


@example_settings(max_examples=2000)
@given(secret=numbers, frame=frames)
def test_no_number_stays_readable_however_it_is_written(secret: Secret, frame: str) -> None:
    text = frame.format(secret.text)
    masked = mask_numbers(text)
    assert len(masked) == len(text)
    assert not secret.shows_in(masked)
    assert len(re.findall("[0-9]", plain(masked))) <= len(re.findall("[0-9]", frame)) + MOST_SHOWN
    assert mask_numbers(masked) == masked


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("打13812345678", "打138****5678"),
        ("3-502 138 1234 5678", "3-502 138******5678"),
        ("13812345678/13912345678", "138****5678/139****5678"),
        ("幺三八一二三四五六七八", "幺三八****五六七八"),
        ("l38I2345678", "l38****5678"),
        ("①③⑧①②③④⑤⑥⑦⑧", "①③⑧****⑤⑥⑦⑧"),
        ("身份证32060219900101123x", "身份证32**************3x"),
        ("老身份证320602900101123", "老身份证32***********23"),
        ("+8613812345678", "+86138****5678"),
        ("电话：85512345", "电话：85****45"),
        ("护照E12345678", "护照E12****78"),
    ],
)
def test_how_a_masked_number_looks(said: str, kept: str) -> None:
    assert mask_numbers(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "3号楼2单元502室，1幢到12幢，物业电话12345",
        "2026-11-24 13:05 到 2026-11-30 14:00",
        "20260101-20260131",
        "11、12、13、14、15、16、17、18号楼",
        "2021、2022、2023、2024年",
        "上午8:00-11:30，下午13:30-17:00",
        "一、二、三、四、五、六、七、八、九",
        "请拨 400-820-8820",
        "绑定 ABCD-2345",
    ],
)
def test_what_is_no_such_number_stays(said: str) -> None:
    assert mask_numbers(said) == said


def test_our_own_talk_holds_no_such_number() -> None:
    files = (ROOT / "handlers/reading/lexicon").rglob("*.txt")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    assert [line for line in lines if find_numbers(line)] == []
