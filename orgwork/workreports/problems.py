"""What may be wrong with a template, said to the person who writes it."""

SAID = {
    "slot.unknown": "没有叫“{text}”的空。",
    "slot.unclosed": "花括号没有合上：{text}",
    "form.unknown": "没有“{text}”这种写法。",
    "form.unfit": "“{text}”这种写法不能用在这个空上。",
    "repeat.open": "“每条 {text}”没有写到哪里为止，要在同一段里写上结束的空“完”。",
    "repeat.stray": "这里有结束的空“完”，前面没有“每条”。",
    "repeat.nested": "“每条 {text}”写在另一个“每条”里面。请分成两句。",
    "repeat.unlisted": "“{text}”不是名单，不能一条一条地写。",
    "heading.order": "标题序号接不上：{text}",
    "heading.parent": "前面还没有一级标题：{text}",
}


def said(problem) -> str:
    return SAID[problem.code].format(text=problem.text)


def near(problem) -> str:
    """The names or wordings that may have been meant."""
    return f"相近的有：{'、'.join(problem.near)}。" if problem.near else ""
