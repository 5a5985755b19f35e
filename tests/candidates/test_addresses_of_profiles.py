"""The canonical form of an address is a fixed point, or there is none."""

from hypothesis import given
from hypothesis import strategies as st

from jobcenter.candidates.addresses import canonical_url
from jobcenter.kit.errors import InvalidError


@given(st.one_of(st.text(), st.builds("http{}://{}/{}".format, st.sampled_from(["", "s"]), st.text(), st.text())))
def test_what_is_canonical_stays_as_it_is(url):
    try:
        canonical = canonical_url(url)
    except InvalidError:
        return
    assert canonical_url(canonical) == canonical
    assert canonical.isascii()
    assert not canonical.endswith("/")
    assert not {"?", "#", " "} & set(canonical)
