"""The codes of kinds of trouble. Codes are stable: data, tests and scores use them; labels are configured."""

from __future__ import annotations

CATEGORY_CODES = (
    "parking",
    "waste",
    "sewage",
    "illegal_building",
    "noise",
    "water_power_gas",
    "street_light",
    "road",
    "elevator",
    "fire_safety",
    "public_security",
    "greening",
    "pets",
    "property_mgmt",
    "neighbor_dispute",
    "family_dispute",
    "elderly_care",
    "medical_emergency",
    "welfare",
    "labor",
    "traffic",
    "environment",
    "pest",
    "network_comm",
    "street_vendor",
    "other",
)

# Family, illness and hardship are never described in a group, whatever a configuration says.
ALWAYS_PRIVATE = frozenset({"family_dispute", "elderly_care", "medical_emergency", "welfare"})

URGENCIES = ("normal", "urgent", "emergency")
