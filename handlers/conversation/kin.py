"""Categories that people mix up or that one trouble touches together."""

from __future__ import annotations

GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "sewage water_power_gas property_mgmt neighbor_dispute",
        "sewage environment waste",
        "sewage road",
        "waste property_mgmt fire_safety",
        "waste pest",
        "waste street_vendor environment",
        "parking fire_safety traffic property_mgmt",
        "illegal_building property_mgmt neighbor_dispute greening",
        "noise neighbor_dispute family_dispute environment street_vendor",
        "noise illegal_building",
        "pets neighbor_dispute medical_emergency",
        "elevator property_mgmt",
        "road traffic street_light greening",
        "street_light water_power_gas property_mgmt",
        "medical_emergency elderly_care",
        "elderly_care welfare",
        "family_dispute public_security medical_emergency",
        "public_security medical_emergency traffic",
        "fire_safety water_power_gas medical_emergency",
        "welfare labor other",
        "network_comm property_mgmt other",
        "greening property_mgmt water_power_gas",
        "public_security property_mgmt",
        "pest property_mgmt greening",
    )
)


def are_kin(one: str, other: str) -> bool:
    """Whether both may name the same trouble."""
    return one == other or any(one in group and other in group for group in GROUPS)
