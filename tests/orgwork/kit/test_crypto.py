"""A sealed number opens in its own place alone; its blind index says only whether two are equal."""

import base64
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.models import Member
from orgwork.kit import crypto
from tests.factories import MemberFactory, id_number, make_world

PLACE = crypto.aad("members_member", "id_card", "1")
NUMBER = id_number(5)


@given(st.text(max_size=60), st.text(max_size=40))
def test_what_was_sealed_opens(plain, place):
    assert crypto.open_sealed(crypto.seal(plain, aad=place), aad=place) == plain


def test_two_seals_of_one_number_differ_and_hold_nothing_of_it():
    one, two = crypto.seal(NUMBER, aad=PLACE), crypto.seal(NUMBER, aad=PLACE)
    assert (one == two, NUMBER in one, base64.b64encode(NUMBER.encode()).decode() in one) == (False, False, False)


@pytest.mark.parametrize("place", ["members_member|id_card|2", "members_member|mobile|1", "cadres_cadre|id_card|1", ""])
def test_a_seal_that_was_moved_does_not_open(place):
    with pytest.raises(crypto.Unreadable):
        crypto.open_sealed(crypto.seal(NUMBER, aad=PLACE), aad=place)


def test_no_flipped_bit_goes_unnoticed():
    version, kid, body = crypto.seal(NUMBER, aad=PLACE).split(":")
    raw = base64.b64decode(body)
    for at in range(8 * len(raw)):
        flipped = bytearray(raw)
        flipped[at // 8] ^= 1 << at % 8
        with pytest.raises(crypto.Unreadable):
            crypto.open_sealed(f"{version}:{kid}:{base64.b64encode(bytes(flipped)).decode()}", aad=PLACE)


@pytest.mark.parametrize("wrong", ["", "v1", "v1:k1:", "v1:k1:AAAA", "v2:k1:{}", "v1:k9:{}", "x", "v1:k1:***", "v1:k1:{}x"])
def test_what_is_no_seal_is_unreadable(wrong):
    body = crypto.seal(NUMBER, aad=PLACE).split(":")[2]
    with pytest.raises(crypto.Unreadable):
        crypto.open_sealed(wrong.format(body), aad=PLACE)


@given(st.integers(0, 120))
def test_a_truncated_seal_is_unreadable(length):
    sealed = crypto.seal(NUMBER, aad=PLACE)
    if length < len(sealed):
        with pytest.raises(crypto.Unreadable):
            crypto.open_sealed(sealed[:length], aad=PLACE)


def test_a_file_opens_in_its_own_place_alone():
    sealed = crypto.seal_bytes(b"\x00roster\n\xff", aad="upload|1")
    assert crypto.open_bytes(sealed, aad="upload|1") == b"\x00roster\n\xff"
    for wrong, place in ((sealed, "upload|2"), (sealed[:-1], "upload|1"), (b"", "upload|1"), (b"k9\nxxxxxxxxxxxxxxxx", "upload|1")):
        with pytest.raises(crypto.Unreadable):
            crypto.open_bytes(wrong, aad=place)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_blind_index_says_only_equal_or_not(one, two):
    found = crypto.blind(one, column="a.id_card"), crypto.blind(two, column="a.id_card")
    assert (found[0] == found[1], len(found[0])) == (one == two, 64)
    assert crypto.blind(one, column="b.id_card") != found[0]


@pytest.mark.parametrize(("plain", "shown"), [(NUMBER, "410**************" + NUMBER[-1]), ("12345", "123*5"), ("1234", "****"), ("", "")])
def test_a_mask_shows_the_first_three_and_the_last_at_most(plain, shown):
    assert crypto.mask(plain) == shown


def test_keys_are_made_once_and_only_for_their_owner(tmp_path):
    folder = crypto.ensure_keys(tmp_path / "keys")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    crypto.ensure_keys(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert {name: len(key) for name, key in before.items()} == {"seal-k1.key": 32, "blind.key": 32}
    assert {stat.S_IMODE(os.stat(file).st_mode) for file in folder.iterdir()} == {0o400}
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700


def test_a_second_key_takes_over_and_the_first_still_opens(tmp_path, settings):
    settings.KEYS_DIR = crypto.ensure_keys(tmp_path / "rotated")
    old = crypto.seal(NUMBER, aad=PLACE)
    (settings.KEYS_DIR / "seal-k2.key").write_bytes(os.urandom(32))
    crypto._keys.cache_clear()
    new = crypto.seal(NUMBER, aad=PLACE)
    assert [token.split(":")[1] for token in (old, new)] == ["k1", "k2"]
    assert [crypto.open_sealed(token, aad=PLACE) for token in (old, new)] == [NUMBER, NUMBER]


def test_a_column_swapped_between_two_rows_is_unreadable(db):
    world = make_world()
    one, two = (MemberFactory(branch=world.own.branch, id_card=id_number(n)) for n in (1, 2))
    Member.objects.filter(pk=one.pk).update(id_card_enc=two.id_card_enc)
    assert (two.open_id_card(), Member.objects.get(pk=two.pk).open_id_card()) == (id_number(2), id_number(2))
    with pytest.raises(crypto.Unreadable):
        Member.objects.get(pk=one.pk).open_id_card()
