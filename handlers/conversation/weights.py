"""Weights of the signs: logistic regressions over labelled group talk, rounded to tenths, the mean of two fits.

EVIDENCE: a message belongs to a case (belonging.py). LINK: it means the case, whatever it says. RETRO: an earlier
message belongs to a case that opens now. OPENING: a message opens a case (openings.py). TAKEN_UP: what a resident said
is what staff answers to (take_up.py). The talk was labelled transcripts that may be looked at, most of them read with
rules and examples that had not seen them. "quote", "place_wanted" and what is added to OPENING below are set by hand:
they are rare in that talk, and in life they are sure signs.
"""

from __future__ import annotations

EVIDENCE_BIAS = -5.7
EVIDENCE = {
    "photo": 2.5,
    "own_now": 2.5,
    "own_later": 2.0,
    "reports": 2.0,
    "own_soon": 1.9,
    "resembles": 1.6,
    "place_wanted": 1.5,
    "quote": 1.5,
    "same_category": 1.5,
    "same_home": 1.2,
    "next": 1.2,
    "long": 1.1,
    "near": 0.9,
    "newest": 0.9,
    "stranger_self": 0.6,
    "same_place": 0.5,
    "stranger_next": 0.5,
    "tells_state": 0.4,
    "answer": 0.3,
    "voice": 0.3,
    "detail": 0.2,
    "told": 0.2,
    "tells_time": 0.2,
    "number": 0.1,
    "tells_self": -0.1,
    "candidate": -0.1,
    "only": -0.2,
    "other_category": -0.2,
    "tells_harm": -0.2,
    "tells_to_staff": -0.3,
    "tells_shift": -0.3,
    "other_place": -0.3,
    "far": -0.4,
    "own_other": -0.5,
    "status_query": -0.5,
    "resolved": -0.5,
    "thanks": -0.8,
    "asks": -0.8,
    "cold": -0.9,
    "other_home": -0.9,
    "question": -0.9,
    "short": -1.1,
    "later_near": -1.4,
    "resembles_other": -1.7,
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
    "others_photo": 3.1,
    "own": 2.5,
    "own_photo": 2.1,
    "long": 1.4,
    "detail": 0.8,
    "state": 0.3,
    "told": 0.2,
    "place": 0.2,
    "same_category": 0.2,
    "held": 0.1,
    "alone": -0.1,
    "idle": -0.4,
    "short": -0.7,
    "late": -2.4,
}

TAKEN_UP_BIAS = -7.1
TAKEN_UP = {
    "reports": 2.8,
    "photo_near": 2.6,
    "says_photo": 2.3,
    "says_long": 1.3,
    "says_told": 0.8,
    "near": 0.6,
    "staff_sets_out": 0.6,
    "staff_work": 0.5,
    "more": 0.5,
    "says_place": 0.4,
    "says_detail": 0.3,
    "mentioned": 0.3,
    "joined": 0.3,
    "says_tells_self": 0.2,
    "staff_chat": -0.1,
    "says_short": -0.3,
    "says_tells_to_staff": -0.3,
    "staff_short": -0.3,
    "far": -0.5,
    "staff_after": -0.5,
    "says_question": -0.9,
    "case_after": -1.3,
}

OPENING_BIAS = -2.4
OPENING = {
    "reports": 1.9,
    "led_up": 1.6,
    "resembles": 1.1,
    "place_found": 0.7,
    "word_length": 0.6,
    "home_known": 0.5,
    "says_long": 0.4,
    "place_beside": 0.1,
    "says_tells_amount": 0.1,
    "says_place": 0.1,
    "no_rule": -0.5,
    "emergency_on": -0.8,
    "takes_part": -1.4,
    "hot": -1.4,
    "live_same": -1.7,
}

# Set by hand: rare in that talk, and sure signs in life.
OPENING |= {"second_voice": 1.0, "photo_before": 0.5}
TAKEN_UP |= {"quoted": 1.0}
RETRO |= {"quoted": 2.0}
