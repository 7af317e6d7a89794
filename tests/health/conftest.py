"""The neighbourhood of the stories, for tests of how the program tells how it is."""

from tests.stories.conftest import story

__all__ = ["story"]
