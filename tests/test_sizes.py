"""The size targets of the architecture, printed and held: small files, small functions, few models in a file."""

import ast
from collections import Counter
from statistics import median, quantiles

from django.apps import apps

from tests.product import functions, sources


def test_files_are_small(capsys):
    lengths = [source.lines for source in sources() if source.text.strip()]
    ninety = quantiles(lengths, n=10)[-1]
    with capsys.disabled():
        print(f"\nfiles {len(lengths)}: median {median(lengths):.0f}, 90% {ninety:.0f}, longest {max(lengths)} lines")
    assert median(lengths) <= 80
    assert ninety <= 250
    assert [f"{source.name} {source.lines}" for source in sources() if source.lines > 400] == []


def test_functions_are_small(capsys):
    lengths = [length(node) for source in sources() for node in functions(source)]
    with capsys.disabled():
        print(f"\nfunctions {len(lengths)}: median {median(lengths):.0f}, longest {max(lengths)} lines")
    assert median(lengths) <= 7
    long = [
        f"{source.name}:{node.lineno} {node.name} {length(node)}"
        for source in sources()
        for node in functions(source)
        if length(node) > 50
    ]
    assert long == []


def test_a_file_holds_two_models_at_most():
    own = {source.path.as_posix(): declared(source) for source in sources()}
    modules = {model.__module__ for model in apps.get_models()}
    counts = Counter()
    for model in apps.get_models():
        path = f"{model.__module__.replace('.', '/')}.py"
        counts[path] += any(name.endswith(path) and model.__name__ in classes for name, classes in own.items())
    assert len(modules) > 1
    assert {path: count for path, count in counts.items() if count > 2} == {}


def length(node):
    return node.end_lineno - node.lineno + 1


def declared(source):
    return {node.name for node in source.tree.body if isinstance(node, ast.ClassDef)}
