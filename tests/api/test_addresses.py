"""Which addresses a webhook may have."""

from __future__ import annotations

import pytest

from bot.delivering.addresses import is_public, trouble_with


@pytest.mark.parametrize(
    "address", ["::1", "::ffff:10.0.0.1", "fe80::1%eth0", "2002:7f00:1::", "224.0.0.1", "100.64.0.1"]
)
def test_what_is_no_public_address(address: str) -> None:
    assert not is_public(address)


def test_an_address_with_a_password_in_it_is_none() -> None:
    assert trouble_with("https://user:secret@example.com/", ())
    assert not trouble_with("https://example.com/hook", ())
