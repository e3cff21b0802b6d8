"""How the suite is shared between processes (`pytest -n 2 --dist loadgroup`): a file stays together, and what starts servers,
workers or browsers runs one after the other in one of them."""

import pytest

ONE_AFTER_THE_OTHER = (
    "tests/e2e/",
    "tests/faults/",
    "tests/orgwork/test_embedded.py",
    "tests/orgwork/test_run.py",
    "tests/test_deploy.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        file = item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group("alone" if file.startswith(ONE_AFTER_THE_OTHER) else file))
