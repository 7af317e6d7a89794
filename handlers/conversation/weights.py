"""Weights of the signs (see belonging.py): a logistic regression over labelled group talk, rounded to tenths.

"quote" and "place_wanted" are set by hand: they are rare in that talk, and in life they are sure links.
"""

from __future__ import annotations

EVIDENCE_BIAS = -5.6
EVIDENCE = {
    "photo": 2.4,
    "own_now": 2.4,
    "reports": 2.0,
    "own_soon": 1.9,
    "same_category": 1.8,
    "own_later": 1.8,
    "resembles": 1.6,
    "place_wanted": 1.5,
    "quote": 1.5,
    "long": 1.2,
    "same_home": 1.2,
    "next": 1.1,
    "newest": 0.9,
    "near": 0.8,
    "stranger_self": 0.6,
    "stranger_next": 0.6,
    "same_place": 0.5,
    "answer": 0.4,
    "tells_state": 0.4,
    "told": 0.2,
    "detail": 0.2,
    "voice": 0.2,
    "tells_time": 0.2,
    "candidate": -0.2,
    "tells_shift": -0.2,
    "other_place": -0.2,
    "far": -0.2,
    "only": -0.2,
    "tells_harm": -0.2,
    "other_category": -0.2,
    "tells_to_staff": -0.3,
    "own_other": -0.4,
    "status_query": -0.4,
    "resolved": -0.5,
    "thanks": -0.7,
    "cold": -0.8,
    "asks": -0.8,
    "question": -0.9,
    "other_home": -1.0,
    "short": -1.1,
    "later_near": -1.1,
    "resembles_other": -1.9,
}

LINK = {
    "quote": 3.0,
    "quote_staff": 2.5,
    "quote_other": -2.0,
    "answer": 1.0,
    "own_now": 2.0,
    "own_soon": 1.7,
    "own_later": 1.5,
    "own_other": -0.7,
    "next": 1.2,
    "near": 0.8,
    "newest": 0.8,
    "only": 0.5,
    "far": -0.3,
    "cold": -0.2,
    "same_category": 2.5,
    "kin_category": 0.7,
    "other_category": -1.2,
    "same_place": 2.0,
    "other_place": -2.5,
    "words": 0.5,
}

RETRO_BIAS = -2.0
RETRO = {
    "others_photo": 2.9,
    "own": 2.6,
    "own_photo": 2.0,
    "long": 1.4,
    "detail": 0.5,
    "place": 0.4,
    "state": 0.4,
    "told": 0.3,
    "held": 0.3,
    "alone": -0.2,
    "idle": -0.3,
    "short": -0.6,
    "late": -2.5,
}

TAKEN_UP_BIAS = -7.1
TAKEN_UP = {
    "reports": 2.8,
    "photo_near": 2.6,
    "says_photo": 2.3,
    "says_long": 1.2,
    "says_told": 0.8,
    "more": 0.5,
    "near": 0.5,
    "staff_sets_out": 0.5,
    "says_place": 0.4,
    "staff_work": 0.4,
    "mentioned": 0.4,
    "says_detail": 0.3,
    "joined": 0.3,
    "says_tells_self": 0.1,
    "staff_chat": -0.2,
    "says_tells_to_staff": -0.3,
    "says_short": -0.3,
    "staff_short": -0.3,
    "staff_after": -0.4,
    "far": -0.5,
    "says_question": -0.8,
    "case_after": -1.2,
}

OPENING_BIAS = -2.3
OPENING = {
    "reports": 1.9,
    "led_up": 1.5,
    "resembles": 1.0,
    "place_found": 0.8,
    "word_length": 0.7,
    "home_known": 0.4,
    "says_long": 0.3,
    "place_beside": 0.2,
    "resembles_most": 0.1,
    "weak": -0.1,
    "no_rule": -0.4,
    "emergency_on": -0.8,
    "hot": -1.2,
    "takes_part": -1.5,
    "live_same": -1.8,
}
# Set by hand: rare in that talk.
OPENING |= {"second_voice": 1.0, "photo_before": 0.5}
