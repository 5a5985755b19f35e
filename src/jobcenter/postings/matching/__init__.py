"""When two postings are the same vacancy: what is known of each, which might be twins, and which are."""

from jobcenter.postings.matching.blocks import block_keys
from jobcenter.postings.matching.canonical import canonical_url, vacancy_keys
from jobcenter.postings.matching.facts import Facts, Verdict
from jobcenter.postings.matching.score import compare, is_ruled_out

__all__ = ["Facts", "Verdict", "block_keys", "canonical_url", "compare", "is_ruled_out", "vacancy_keys"]
