/* A long list of choices gets a box that narrows it: type part of a name, the list keeps what fits. Without script it is an ordinary list. */
(function () {
  'use strict';
  var LONG = 12;

  function fits(option, text) {
    return !option.value || option.text.toLowerCase().includes(text);
  }

  function equip(select) {
    if (select.options.length < LONG || select.dataset.equipped) return;
    select.dataset.equipped = '1';
    var all = Array.from(select.options);
    var box = document.createElement('input');
    box.type = 'search';
    box.className = 'form-control pick-in';
    box.placeholder = '输入几个字，从 ' + (all.length - 1) + ' 个里找';
    box.setAttribute('aria-label', '缩小“' + (select.labels[0] ? select.labels[0].firstChild.textContent.trim() : '') + '”的范围');
    box.setAttribute('aria-controls', select.id);
    box.autocomplete = 'off';
    box.addEventListener('input', function (event) {
      event.stopPropagation();
      if (event.isComposing) return;
      var text = box.value.trim().toLowerCase();
      var chosen = select.value;
      var left = all.filter(function (option) { return fits(option, text); });
      select.replaceChildren.apply(select, left);
      var named = left.filter(function (option) { return option.value; });
      select.value = named.length === 1 ? named[0].value : left.some(function (o) { return o.value === chosen; }) ? chosen : '';
      if (select.value !== chosen) select.dispatchEvent(new Event('input', { bubbles: true }));
    });
    box.addEventListener('compositionend', function () { box.dispatchEvent(new Event('input')); });
    box.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') event.preventDefault();
      if (event.key === 'Enter' || event.key === 'ArrowDown') select.focus();
    });
    select.before(box);
  }

  function ready() { document.querySelectorAll('select[data-picker]').forEach(equip); }
  document.addEventListener('DOMContentLoaded', ready);
  document.addEventListener('htmx:afterSettle', ready);
}());
