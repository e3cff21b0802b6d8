"""Controls put together in Python are Django's own, whatever stands in them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from hypothesis import given
from hypothesis import strategies as st

from orgwork.kit.rendering import Renderer

words = st.text(alphabet="甲乙a1 <>&\"'", max_size=6)
choices = st.lists(st.tuples(words, words), max_size=4)
grouped = st.lists(st.one_of(st.tuples(words, words), st.tuples(words.filter(bool), choices)), max_size=4)
attrs = st.dictionaries(st.sampled_from(["class", "id", "data-x", "required", "disabled"]), st.one_of(st.booleans(), words), max_size=3)


def same(widget, name, value, given_attrs):
    ours, theirs = (widget.render(name, value, attrs=given_attrs, renderer=renderer()) for renderer in (Renderer, DjangoTemplates))
    return re.sub(r">\s+<", "><", ours) == re.sub(r">\s+<", "><", theirs)


@given(grouped, words, attrs)
def test_a_select(options, value, given_attrs):
    assert same(forms.Select(choices=options), "f", value, given_attrs)


@given(choices, st.lists(words, max_size=3), attrs)
def test_a_select_of_several(options, values, given_attrs):
    assert same(forms.SelectMultiple(choices=options), "f", values, given_attrs)


@pytest.mark.parametrize(
    "widget", [forms.TextInput, forms.NumberInput, forms.DateInput, forms.HiddenInput, forms.PasswordInput, forms.CheckboxInput]
)
@given(value=st.one_of(st.none(), words, st.integers(0, 9999)), given_attrs=attrs)
def test_an_input(widget, value, given_attrs):
    assert same(widget(), "f", value, given_attrs)


def test_a_name_that_is_markup_stays_text():
    html = forms.Select(choices=[("<b>", "<script>x</script>")]).render("f", "", renderer=Renderer())
    assert "<script" not in html and "&lt;script&gt;" in html
