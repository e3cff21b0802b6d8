/* The month: each cell goes into the queue (offline.js) as soon as it is left, and shows what became of it.
   Without this script the same form is sent as a whole by its buttons. */
(function () {
  'use strict';
  var form = document.querySelector('form[data-month]');
  if (!form) return;
  var base = form.dataset.month;
  var panel = document.getElementById('m-panel');
  var cells = window.orgwork.cells;
  var panels = new Map();
  var uploading = 0;
  var FILES = ['attach', 'remove', 'restore'];

  function cellOf(node) { return node.closest ? node.closest('[data-cell]') : null; }
  function cell(code) { return document.getElementById('cell-' + code); }
  function field(box, letter) { return box.querySelector('[name="' + letter + '.' + box.dataset.cell + '"]'); }
  function name(box) { return box.querySelector('.l label, .l .lab').textContent; }

  /* A choice is several buttons of one name. */
  function value(box) {
    var first = field(box, 'v');
    if (!first || first.type !== 'radio') return first ? first.value : '';
    var ticked = box.querySelector('input[type=radio]:checked');
    return ticked ? ticked.value : '';
  }

  function setValue(box, text) {
    var first = field(box, 'v');
    if (!first) return;
    if (first.type !== 'radio') { first.value = text; return; }
    box.querySelectorAll('input[type=radio]').forEach(function (radio) { radio.checked = radio.value === text; });
  }

  /* what the cell says of itself ------------------------------------------------------------- */
  function mark(box, word, tone, icon) {
    if (!box) return;
    box.classList.toggle('queued', tone === 'bad');
    box.querySelectorAll('.st').forEach(function (st) {
      st.className = 'st ' + tone;
      st.innerHTML = '<i class="ti ti-' + icon + '" aria-hidden="true"></i>';
      st.append(word);
    });
  }

  function dress(node) {
    node.querySelectorAll('[data-scripted]').forEach(function (one) { one.hidden = false; });
    node.querySelectorAll('[data-unscripted]').forEach(function (one) { one.hidden = true; });
    return node;
  }

  /* saving ------------------------------------------------------------------------------------ */
  function save(box, act) {
    var why = field(box, 'e');
    var wish = { value: value(box), version: field(box, 'n').value, name: name(box) };
    if (why) wish.explanation = why.value;
    if (act) wish.act = act;
    mark(box, '保存中', 'info', 'loader-2 turn');
    return cells.put(base, box.dataset.cell, wish);
  }

  function parsed(body, code) {
    if (!body.cells || !body.cells[code]) return null;
    var holder = document.createElement('template');
    holder.innerHTML = body.cells[code].trim();
    return dress(holder.content).firstElementChild;
  }

  function take(code, body) {
    panels.clear();
    var left = cells.unheld(base).map(function (one) { return one.code; });
    Object.keys(body.cells).forEach(function (other) {
      var old = cell(other);
      if (!old || left.includes(other) || (other !== code && old.contains(document.activeElement))) return;
      replace(old, parsed(body, other));
    });
    put('m-checks', body.checks);
    put('m-counts', body.counts);
    put('m-index', body.index);
    document.querySelectorAll('[data-all]').forEach(function (place) { place.innerHTML = body.all; });
    here();
    var now = cellOf(document.activeElement);
    if (now && now.dataset.cell === code) look(code);
  }

  function put(id, html) {
    var place = document.getElementById(id);
    if (place && html !== undefined) place.innerHTML = html;
  }

  function replace(old, fresh) {
    var focused = old.contains(document.activeElement) ? document.activeElement : null;
    var same = focused && focused.name && focused.name !== 'act' && '[name="' + focused.name + '"]';
    if (old.classList.contains('cur')) fresh.classList.add('cur');
    old.replaceWith(fresh);
    if (!focused) return;
    var next = (same && (fresh.querySelector(same + ':checked') || fresh.querySelector(same))) || field(fresh, 'v');
    if (next) next.focus({ preventScroll: true });
  }

  function waits() {
    cells.unheld(base).forEach(function (one) { mark(cell(one.code), '没有存上，排着队', 'bad', 'cloud-off'); });
    cells.report(base);
  }

  /* What was typed before the report was closed is named, and stays until the person gives it up. */
  function closed(message) {
    var left = cells.waiting(base);
    var said = left.map(function (one) { return (one.list[0].name || '') + ' ' + (one.list[0].value || '空'); }).join('、');
    left.forEach(function (one) { mark(cell(one.code), '锁定', 'lock', 'lock'); });
    cells.note(message + '没有存上的 ' + left.length + ' 格：' + said + '。', [cells.button('不要了', function () {
      left.forEach(function (one) { cells.drop(base, one.code); });
      location.reload();
    })]);
  }

  function watch() {
    cells.watch(base, {
      sending: function (code) { mark(cell(code), '保存中', 'info', 'loader-2 turn'); },
      answer: take,
      closed: function (_code, body) { closed(body.message); },
      settled: waits,
      elsewhere: function (code) {
        cells.post(base + code + '/', new URLSearchParams({ act: 'drop' })).then(function (answer) {
          if (answer.body.cells) take(code, answer.body);
        }).catch(waits);
      }
    });
  }

  /* What waited when the page was left stands in its cells again, and goes out. */
  function resume() {
    cells.release(base);
    cells.waiting(base).forEach(function (one) {
      var box = cell(one.code);
      var wish = one.list[one.list.length - 1];
      if (!box || !field(box, 'n')) return;
      if (!wish.act) setValue(box, wish.value);
      if (field(box, 'e') && wish.explanation !== undefined) field(box, 'e').value = wish.explanation;
      mark(box, '没有存上，排着队', 'bad', 'cloud-off');
    });
    if (cells.waiting(base).length) cells.flush(base);
  }

  /* attachments --------------------------------------------------------------------------------- */
  function change(box, data, word) {
    mark(box, word, 'info', 'loader-2 turn');
    uploading += 1;
    return cells.post(base + box.dataset.cell + '/', data).then(function (answer) {
      if (answer.body.closed) window.orgwork.say(answer.body.message, true); else take(box.dataset.cell, answer.body);
    }).catch(function (error) {
      mark(box, '没有传上', 'bad', 'cloud-off');
      var why = error.message === 'session' ? '登录已超时。请在新窗口登录，' : error.message === 'away' ? '网络断了。连上后' : '系统没有收下。';
      cells.note('附件没有传上：' + why + '再试一次。', [cells.button('再试', function () { cells.note('', []); change(box, data, word); })]);
    }).finally(function () { uploading -= 1; });
  }

  function attach(input) {
    var box = cellOf(input);
    var chosen = Array.from(input.files);
    if (!chosen.length) return;
    mark(box, '正在传 ' + chosen.length + ' 个', 'info', 'loader-2 turn');
    Promise.all(chosen.map(window.orgworkShrink)).then(function (files) {
      var data = new FormData();
      data.set('act', 'attach');
      files.forEach(function (file) { data.append('file', file.blob, file.name); });
      return change(box, data, '正在传 ' + files.length + ' 个');
    });
  }

  /* events ------------------------------------------------------------------------------------ */
  function pressed(event) {
    var button = event.target.closest('button[name=act]');
    var box = button && cellOf(button);
    if (!box) return;
    event.preventDefault();
    var asked = button.value.split(':');
    if (!FILES.includes(asked[0])) { save(box, asked[0]); return; }
    change(box, new URLSearchParams({ act: asked[0], what: asked.slice(2).join(':') }), '保存中');
  }

  function keyed(event) {
    var input = event.target;
    if (event.isComposing || input.tagName !== 'INPUT' || ['radio', 'file'].includes(input.type) || !cellOf(input)) return;
    if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); step(input, 1); }
    else if (event.key === 'ArrowUp') { event.preventDefault(); step(input, -1); }
    else if (event.key === '=' && input.name.startsWith('v.')) {
      event.preventDefault();
      if (cellOf(input).dataset.previous) save(cellOf(input), 'same');
    }
  }

  /* A button for the whole form waits for what is still on its way; 提交 also for what clashes or is wrong. */
  function sent(event) {
    var button = event.submitter;
    var last = button && button.value === 'check';
    if (!(last ? cells.waiting(base) : cells.unheld(base)).length) return;
    event.preventDefault();
    event.stopPropagation();
    cells.flush(base).then(function () {
      var left = cells.waiting(base);
      if (!left.length || (!last && !cells.unheld(base).length)) { form.requestSubmit(button && button.form === form ? button : undefined); return; }
      var box = cell(left[0].code);
      if (box) box.scrollIntoView({ block: 'center' });
      if (!cells.unheld(base).length) cells.note(left.length + ' 格有冲突或填得不对，改好再提交。', []);
    });
  }

  function step(input, way) {
    var all = Array.from(form.querySelectorAll('input[name^="v."]:not([readonly]):not([type=radio])'));
    var next = all[all.indexOf(input) + way];
    if (next) { next.focus(); next.select(); } else input.blur();
  }

  function editing() {
    form.addEventListener('change', function (event) {
      var box = cellOf(event.target);
      if (!box) return;
      if (event.target.type === 'file') attach(event.target);
      else if (/^[ve]\./.test(event.target.name)) save(box, '');
    });
    form.addEventListener('click', pressed);
    form.addEventListener('keydown', keyed);
    form.addEventListener('submit', sent);
    window.addEventListener('beforeunload', function (event) { if (uploading) event.preventDefault(); });
    form.classList.add('scripted');
    dress(document);
    resume();
  }

  /* the group in sight ---------------------------------------------------------------------------- */
  function here() {
    var links = Array.from(document.querySelectorAll('#m-index a'));
    var seen = links.filter(function (link) {
      var group = document.querySelector(link.hash);
      return group && group.getBoundingClientRect().top < window.innerHeight / 3;
    });
    links.forEach(function (link) { link.removeAttribute('aria-current'); });
    (seen[seen.length - 1] || links[0])?.setAttribute('aria-current', 'true');
  }

  /* the panel beside the form ------------------------------------------------------------------- */
  function look(code) {
    form.querySelectorAll('.cur').forEach(function (node) { node.classList.remove('cur'); });
    form.querySelector('[data-cell="' + code + '"]')?.classList.add('cur');
    if (!panel || !window.matchMedia('(min-width: 768px)').matches) return;
    if (panels.has(code)) { show(panels.get(code)); return; }
    fetch(base + code + '/', { credentials: 'same-origin', redirect: 'manual' }).then(function (answer) {
      return answer.ok ? answer.text() : '';
    }).then(function (html) {
      if (!html) return;
      panels.set(code, html);
      show(html);
    }).catch(function () { panel.hidden = true; });
  }

  function show(html) { panel.innerHTML = html; panel.hidden = false; }

  document.addEventListener('focusin', function (event) {
    var box = form.contains(event.target) ? cellOf(event.target) : null;
    if (box && !box.classList.contains('words')) look(box.dataset.cell);
  });

  function reviewing() {
    form.addEventListener('click', function (event) {
      var row = cellOf(event.target);
      if (row) look(row.dataset.cell);
    });
    form.addEventListener('change', function () {
      var count = form.querySelectorAll('input[name=cell]:checked').length;
      var place = form.querySelector('[data-chosen]');
      if (place) place.textContent = count ? '退回时只退勾选的 ' + count + ' 格' : '';
    });
  }

  function following() {
    var frame = 0;
    document.addEventListener('scroll', function () {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(here);
    }, { passive: true });
    here();
  }

  if (form.hasAttribute('data-look')) { reviewing(); return; }
  if (document.getElementById('m-index')) following();
  if (!form.hasAttribute('data-closed')) { watch(); editing(); } else if (cells.waiting(base).length) closed('');
}());
