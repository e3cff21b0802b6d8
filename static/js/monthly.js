/* The month: each cell is saved as soon as it is left; what could not be sent stays in the page and is sent again.
   Without this script the same form is sent as a whole by its buttons. */
(function () {
  'use strict';
  var form = document.querySelector('form[data-month]');
  if (!form) return;
  var base = form.dataset.month;
  var panel = document.getElementById('m-panel');
  var waiting = new Map();   // code -> what to send: not yet told OK
  var flying = new Map();    // code -> the promise of the request under way
  var panels = new Map();
  var RETRY = 8000;

  function cellOf(node) { return node.closest ? node.closest('[data-cell]') : null; }
  function cell(code) { return document.getElementById('cell-' + code); }
  function field(box, letter) { return box.querySelector('[name="' + letter + '.' + box.dataset.cell + '"]'); }

  /* what the cell says of itself ------------------------------------------------------------- */
  function mark(box, word, tone, icon) {
    box.querySelectorAll('.st').forEach(function (st) {
      st.className = 'st ' + tone;
      st.innerHTML = '<i class="ti ti-' + icon + '" aria-hidden="true"></i>';
      st.append(word);
    });
  }

  function note(text) {
    var place = document.getElementById('alerts');
    if (!text) { place.querySelector('[data-unsent]')?.remove(); return; }
    place.innerHTML = '<div class="note bad mb3" data-unsent><i class="ti ti-cloud-off" aria-hidden="true"></i><div></div>'
      + '<span class="acts"><button class="btn btn-s" type="button">再试</button></span></div>';
    place.querySelector('[data-unsent] > div').textContent = text;
    place.querySelector('button').addEventListener('click', flush);
  }

  /* saving ------------------------------------------------------------------------------------ */
  function read(box, act) {
    var data = new URLSearchParams();
    data.set('value', field(box, 'v').value);
    data.set('version', field(box, 'n').value);
    var why = field(box, 'e');
    if (why) data.set('explanation', why.value);
    if (act) data.set('act', act);
    return data;
  }

  function save(box, act) {
    var code = box.dataset.cell;
    waiting.set(code, read(box, act));
    box.classList.add('busy');
    mark(box, '保存中', 'info', 'loader-2 turn');
    send(code);
  }

  function send(code) {
    if (flying.has(code)) return flying.get(code);
    if (!waiting.has(code)) return Promise.resolve();
    var data = waiting.get(code);
    var done = fetch(base + code + '/', {
      method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual',
      headers: { 'X-CSRFToken': orgwork.token(), 'X-Requested-With': 'fetch' }
    }).then(function (answer) {
      var known = (answer.headers.get('Content-Type') || '').startsWith('application/json');
      if (!known) { throw new Error(answer.type === 'opaqueredirect' || answer.status === 403 ? 'session' : 'server'); }
      return answer.json();
    }).then(function (body) {
      flying.delete(code);
      if (waiting.get(code) !== data) { carry(code, body); return send(code); }
      waiting.delete(code);
      take(code, body);
    }).catch(function (error) {
      flying.delete(code);
      unsent(code, error.message);
    });
    flying.set(code, done);
    return done;
  }

  function unsent(code, why) {
    var box = cell(code);
    if (box) mark(box, '没有存上', 'bad', 'cloud-off');
    var text = why === 'session' ? '登录已超时，' + waiting.size + ' 格没有存上。您填的还在这一页，请在新窗口重新登录，再点“再试”。'
      : waiting.size + ' 格没有存上：' + (why === 'server' ? '系统没有收下。' : '网络断了。') + '您填的还在这一页，连上后自动再存。';
    note(text);
  }

  function flush() { return Promise.all(Array.from(waiting.keys()).map(send)); }

  /* Typed on while the last value was on its way: only the version is taken over. */
  function carry(code, body) {
    var fresh = parsed(body, code);
    var version = fresh && field(fresh, 'n');
    if (!version || !cell(code)) return;
    field(cell(code), 'n').value = version.value;
    waiting.get(code)?.set('version', version.value);
  }

  function parsed(body, code) {
    if (!body.cells || !body.cells[code]) return null;
    var holder = document.createElement('template');
    holder.innerHTML = body.cells[code].trim();
    return holder.content.firstElementChild;
  }

  function take(code, body) {
    if (!waiting.size) note('');
    if (body.closed || !body.cells) { window.orgwork.say(body.message || '没有存上。', true); return; }
    panels.clear();
    Object.keys(body.cells).forEach(function (other) {
      var old = cell(other);
      if (!old || waiting.has(other) || (other !== code && old.contains(document.activeElement))) return;
      replace(old, parsed(body, other));
    });
    put('m-checks', body.checks);
    put('m-counts', body.counts);
    put('m-index', body.index);
    var now = cellOf(document.activeElement);
    if (now && now.dataset.cell === code) look(code);
  }

  function put(id, html) {
    var place = document.getElementById(id);
    if (place && html !== undefined) place.innerHTML = html;
  }

  function replace(old, fresh) {
    var focused = old.contains(document.activeElement) ? document.activeElement : null;
    var name = focused && (focused.name || '');
    if (old.classList.contains('cur')) fresh.classList.add('cur');
    old.replaceWith(fresh);
    if (!focused) return;
    var next = (name && name !== 'act' && fresh.querySelector('[name="' + name + '"]')) || field(fresh, 'v');
    if (next) next.focus({ preventScroll: true });
  }

  /* events ------------------------------------------------------------------------------------ */
  function editing() {
    form.addEventListener('change', function (event) {
      var box = cellOf(event.target);
      if (box && /^[ve]\./.test(event.target.name)) save(box, '');
    });
    form.addEventListener('click', function (event) {
      var button = event.target.closest('button[name=act]');
      var box = button && cellOf(button);
      if (!box) return;
      event.preventDefault();
      save(box, button.value.split(':')[0]);
    });
    form.addEventListener('keydown', function (event) {
      if (event.isComposing || event.target.tagName !== 'INPUT' || !cellOf(event.target)) return;
      if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); step(event.target, 1); }
      else if (event.key === 'ArrowUp') { event.preventDefault(); step(event.target, -1); }
      else if (event.key === '=' && event.target.name.startsWith('v.')) {
        event.preventDefault();
        if (cellOf(event.target).dataset.previous) save(cellOf(event.target), 'same');
      }
    });
    form.addEventListener('submit', function (event) {
      if (!waiting.size) return;
      event.preventDefault();
      event.stopPropagation();
      var button = event.submitter;
      flush().then(function () { if (!waiting.size) form.requestSubmit(button && button.form === form ? button : undefined); });
    });
    window.addEventListener('online', flush);
    window.addEventListener('beforeunload', function (event) { if (waiting.size) event.preventDefault(); });
    window.setInterval(function () { if (waiting.size && !flying.size) flush(); }, RETRY);
    document.querySelectorAll('[data-scripted]').forEach(function (node) { node.hidden = false; });
  }

  function step(input, way) {
    var all = Array.from(form.querySelectorAll('input[name^="v."]:not([readonly])'));
    var next = all[all.indexOf(input) + way];
    if (next) { next.focus(); next.select(); } else input.blur();
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

  if (form.hasAttribute('data-look')) reviewing(); else editing();
}());
