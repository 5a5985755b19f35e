"""Keys under which an index finds a posting's possible twins."""

from jobcenter.kit.folding import fold
from jobcenter.postings.matching.facts import Facts
from jobcenter.postings.matching.text import bands
from jobcenter.postings.matching.titles import core

MOST_CITIES = 6


def block_keys(posting: Facts) -> list[str]:
    """Keys of a posting; two that may be the same vacancy share at least one. The narrow ones come first.

    The hiring systems' ids and canonical addresses; employer and requisition; employer and title by city and without;
    six bands of the text's signature. The last two can be shared by many (one text for a chain's every shop): whoever
    looks up twins takes only the newest of such a key.
    """
    own = [f"{posting.site}:{posting.vendor_id}"] if posting.is_of_a_board else []
    keys = [*own, *sorted(posting.keys), *sorted(f"url:{one}" for one in posting.addresses)]
    employer, title = fold(posting.employer_key or "").replace(" ", ""), core(posting.title, posting.place_words)
    if employer and posting.requisition:
        keys.append(f"req:{employer}:{fold(posting.requisition).replace(' ', '')}")
    if employer and title:
        cities = sorted({fold(city) for place in posting.locations if (city := place.get("city"))})
        keys += [f"job:{employer}:{title}:{city}" for city in cities[:MOST_CITIES]]
        keys.append(f"job:{employer}:{title}")
    keys += bands(posting.text)
    return list(dict.fromkeys(keys))
