"""The arrows go down: from the apps to the ground, never up, never sideways; scope is applied in five places only."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from django.apps import apps

from tests.product import APPS, ROOT, functions, sources

RANK = {"orgwork": 0, "branches": 1, "members": 2, "rectification": 2, "talent": 3, "cadres": 3}
NAMES_APPS = ("orgwork/settings/", "orgwork/urls.py")
SCOPES = (
    "orgwork/kit/views/base.py",
    "orgwork/kit/api/",
    "orgwork/kit/forms.py",
    "orgwork/kit/forms/",
    "orgwork/kit/figures.py",
    "orgwork/kit/figures/",
    "orgwork/imports/",
)
APP_MODULE = re.compile(
    rf"({'|'.join(APPS)})(\.(apps|models|services|queries|views|figures|rosters|registers|urls|forms|[A-Z]\w*))"
)


def ground():
    return [source for source in sources() if source.name.startswith("orgwork/")]


def test_import_contracts_hold():
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([sys.executable, command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_module_of_the_ground_imports_an_app():
    assert [f"{source.name}: {name}" for source in ground() for name in imported(source) if name in APPS] == []


def test_only_settings_and_addresses_name_the_apps():
    others = [source for source in ground() if not source.name.startswith(NAMES_APPS)]
    named = [f"{source.name}:{text.lineno} {text.value!r}" for source in others for text in strings(source)]
    assert [line for line in named if APP_MODULE.fullmatch(line.partition(" ")[2].strip("'"))] == []


def test_foreign_keys_point_down():
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model and points_up(model, field.related_model)
    ]
    assert wrong == []


def test_every_own_app_has_a_rank():
    assert {package_of(config.name) for config in apps.get_app_configs() if is_own(config.name)} <= set(RANK)


def test_scope_is_applied_only_where_it_may_be():
    calls = [
        f"{source.name}:{node.lineno}"
        for source in sources()
        if not source.name.startswith(SCOPES)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "within"
    ]
    assert calls == []


def test_no_import_inside_a_function():
    lazy = [
        f"{source.name}:{node.lineno}"
        for source in sources()
        for function in functions(source)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert lazy == []


def imported(source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def strings(source):
    return [node for node in ast.walk(source.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def package_of(module):
    return module.partition(".")[0]


def is_own(module):
    return Path(ROOT, package_of(module), "__init__.py").exists()


def points_up(model, target):
    source, goal = package_of(model.__module__), package_of(target._meta.app_config.name)
    if goal not in RANK or source not in RANK:
        return False
    return RANK[goal] > RANK[source] or (RANK[goal] == RANK[source] and goal != source)
