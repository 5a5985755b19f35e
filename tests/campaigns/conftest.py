"""The agency of these tests, and who asks."""

from tests.interviews.pipelines import agency, who

__all__ = ["agency", "who"]
