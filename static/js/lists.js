/* Lists: the whole row opens its record, "/" goes to the page's own search box or else to that of the bar, j and k walk the rows, one box ticks all. */
(function () {
  'use strict';
  var INSIDE = 'a, button, input, select, textarea, label, summary, [contenteditable]';

  document.addEventListener('click', function (event) {
    if (event.defaultPrevented || event.button || event.target.closest(INSIDE) || String(getSelection())) return;
    var link = event.target.closest('table[data-rows] tbody tr')?.querySelector('a.who');
    if (link) link.click();
  });

  document.addEventListener('change', function (event) {
    if (!event.target.matches('[data-all]')) return;
    event.target.closest('table').querySelectorAll('tbody input[type=checkbox]').forEach(function (box) { box.checked = event.target.checked; });
  });

  function walk(step) {
    var links = Array.from(document.querySelectorAll('table[data-rows] tbody a.who'));
    if (!links.length) return;
    var at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  }

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
    var box = document.querySelector('[data-find]') || document.querySelector('main [data-find-all]') || document.querySelector('[data-find-all]');
    if (event.key === '/' && box) { event.preventDefault(); box.focus(); box.select(); }
    else if (event.key === 'j') walk(1);
    else if (event.key === 'k') walk(-1);
  });

  /* While a Chinese input method composes, half-typed pinyin is not searched for. */
  document.addEventListener('input', function (event) {
    if (event.isComposing && event.target.matches('[data-find]')) event.stopImmediatePropagation();
  }, true);
  document.addEventListener('compositionend', function (event) {
    if (event.target.matches('[data-find]')) event.target.dispatchEvent(new Event('input', { bubbles: true }));
  });
}());
