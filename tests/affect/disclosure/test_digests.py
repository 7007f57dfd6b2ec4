from attune.affect.disclosure.digests import DIGEST_BYTES, SALT_BYTES, digest_by

ONE, OTHER = "00" * SALT_BYTES, "01" * SALT_BYTES


def test_a_name_always_has_the_same_digest_and_two_names_have_two():
    digest = digest_by(ONE)
    assert digest("ada") == digest("ada") == digest_by(ONE)("ada") != digest("grace")
    assert len(digest("ada")) == 2 * DIGEST_BYTES


def test_digests_of_two_tables_have_nothing_in_common():
    assert digest_by(ONE)("ada") != digest_by(OTHER)("ada")


def test_what_was_kept_by_earlier_releases_is_still_known():
    assert digest_by(ONE)("ada") == "a42649be2b9a62d95065588e"
