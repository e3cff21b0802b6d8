/* The review queue: a number opens its panel beside the table, ticks are counted. Without this script the number leads to a page
   of its own and the same buttons stand there. */
(function () {
  'use strict';
  var queue = document.getElementById('queue');
  var look = document.getElementById('look');
  var bulk = document.getElementById('bulk');
  var asked = 0;

  /* the panel of one number ------------------------------------------------------------------- */
  function open(link) {
    var turn = ++asked;
    fetch(link.href, { credentials: 'same-origin', redirect: 'manual', headers: { 'X-Requested-With': 'fetch' } }).then(function (answer) {
      if (!answer.ok) throw new Error('gone');
      return answer.text();
    }).then(function (html) {
      if (turn === asked) show(link, html);
    }).catch(function () { window.location.assign(link.href); });
  }

  function show(link, html) {
    mark(link);
    look.innerHTML = html;
    look.hidden = false;
    queue.classList.remove('solo');
    wake(look);
    if (!window.matchMedia('(min-width: 1200px)').matches) look.scrollIntoView({ block: 'start' });
  }

  function mark(link) {
    queue.querySelectorAll('.pick, tr.cur').forEach(function (node) { node.classList.remove('pick', 'cur'); });
    if (!link) return;
    link.closest('td').classList.add('pick');
    link.closest('tr').classList.add('cur');
  }

  function close() {
    var link = queue && queue.querySelector('td.pick a');
    asked += 1;
    if (!look || look.hidden) return;
    look.hidden = true;
    look.innerHTML = '';
    queue.classList.add('solo');
    mark(null);
    if (link) link.focus();
  }

  /* what only a script can do stays hidden until there is one */
  function wake(place) {
    place.querySelectorAll('[data-chips]').forEach(function (node) { node.hidden = false; });
    if (place === look) place.querySelectorAll('[data-close]').forEach(function (node) { node.hidden = false; });
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[data-look]');
    var say = event.target.closest('[data-say]');
    if (link && look && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.button) { event.preventDefault(); open(link); }
    else if (say) { put(say); }
    else if (event.target.closest('[data-close]')) close();
    else if (event.target.closest('[data-none]')) none();
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && look && !look.hidden && !event.target.closest('details[open]')) close();
  });

  function put(button) {
    var box = button.closest('form').querySelector('textarea');
    var text = box.value.trim();
    box.value = text && text.indexOf(button.dataset.say) < 0 ? text.replace(/[。；]?$/, '；') + button.dataset.say : text || button.dataset.say;
    box.focus();
  }

  /* ticks ---------------------------------------------------------------------------------------- */
  function boxes() { return Array.from(bulk.querySelectorAll('tbody input[name=report]')); }

  function none() {
    boxes().forEach(function (box) { box.checked = false; });
    count();
  }

  function count() {
    var said = bulk.querySelector('[data-count]');
    var ticked = boxes().filter(function (box) { return box.checked; });
    boxes().forEach(function (box) { box.closest('tr').classList.toggle('sel', box.checked); });
    if (!said) return;
    said.textContent = ticked.length ? '已选 ' + ticked.length + ' 个' : '在前面打勾，一次办多份';
    bulk.querySelectorAll('[data-n]').forEach(function (node) { node.textContent = ticked.length ? ' ' + ticked.length + ' 个' : '选中的'; });
    bulk.querySelector('[data-none]').hidden = !ticked.length;
    var every = bulk.querySelector('[data-all]');
    every.checked = ticked.length > 0 && ticked.length === boxes().length;
    every.indeterminate = ticked.length > 0 && !every.checked;
  }

  if (bulk && boxes().length) {
    var every = bulk.querySelector('[data-all]');
    every.hidden = !!bulk.querySelector('input[name=all]');
    bulk.addEventListener('change', count);
    document.addEventListener('change', function (event) { if (event.target === every) count(); });
    count();
  }
  wake(document.body);
}());
