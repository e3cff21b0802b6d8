"""How the suite is shared between processes (`pytest -n 2`): a file stays together, and what starts servers, workers or browsers
runs one after the other in one of them, first of all, because it takes longest.

A scheduler of our own: xdist's `loadgroup` marks the names of the tests, which pytest 9.2 no longer lets it do.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

ONE_AFTER_THE_OTHER = (
    "tests/e2e/",
    "tests/faults/",
    "tests/orgwork/test_embedded.py",
    "tests/orgwork/test_run.py",
    "tests/test_deploy.py",
)


def group_of(nodeid):
    file = nodeid.partition("::")[0]
    return "" if file.startswith(ONE_AFTER_THE_OTHER) else file


class TogetherScheduling(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        return group_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # the order of collection: the long group first
    return TogetherScheduling(config, log)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: group_of(item.nodeid) != "")
