"""JSON, strictly: no duplicate keys, no NUL, no bottomless nesting (security.md A001–A003)."""

import json

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEPTH = 20


def _once(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError("请求格式错误：同一个字段写了两次。")
    return found


def _constant(name):
    raise ParseError(f"请求格式错误：{name} 不是数。")


def _check(value, depth=0):
    if depth > DEPTH:
        raise ParseError("请求格式错误：嵌套太深。")
    if isinstance(value, str) and "\x00" in value:
        raise ParseError("请求里含无效字符。")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check(inner, depth + 1)


class StrictJSONParser(JSONParser):
    def parse(self, stream, media_type=None, parser_context=None):
        try:
            value = json.loads(stream.read().decode(), object_pairs_hook=_once, parse_constant=_constant)
        except json.JSONDecodeError as error:
            raise ParseError(f"请求格式错误（第 {error.pos + 1} 字符）。") from error
        except (UnicodeDecodeError, RecursionError) as error:
            raise ParseError("请求格式错误。请用 UTF-8 编码的 JSON。") from error
        _check(value)
        return value
