/* Cells that wait to be sent: kept in this browser for this user and this report until the portal has said yes.
   They survive a lost connection, a closed tab and an ended session; log-out erases them (Clear-Site-Data).
   Each wish has a key of its own, so that one that was sent twice is written once. */
(function () {
  'use strict';
  var PREFIX = 'cells:';
  var PAUSES = [2, 4, 8, 15, 30, 60];
  var KEPT_DAYS = 62;
  var user = document.body.dataset.user || '';
  var memory = null;         // instead of the browser's store, where that is shut
  var watchers = new Map();  // base -> who draws the cells of that report
  var chain = Promise.resolve();
  var failures = 0;
  var timer = 0;
  var trouble = '';          // why the last try failed: away, server, session

  /* the store: one item a cell, [first wish] or [wish under way, latest wish] ----------------------- */
  function place(base, code) { return PREFIX + user + ':' + base + ':' + code; }

  function read(key) {
    try { return JSON.parse(memory ? memory[key] : localStorage.getItem(key)) || []; } catch (error) { return []; }
  }

  function write(key, list) {
    var text = list.length ? JSON.stringify(list) : '';
    if (!memory) {
      try {
        if (text) localStorage.setItem(key, text); else localStorage.removeItem(key);
        return;
      } catch (error) { memory = {}; }
    }
    memory[key] = text;
  }

  function keys() {
    var mine = PREFIX + user + ':';
    return (memory ? Object.keys(memory) : Object.keys(localStorage)).filter(function (key) { return key.startsWith(mine) && read(key).length; });
  }

  function parts(key) {
    var rest = key.slice((PREFIX + user + ':').length);
    var at = rest.lastIndexOf(':');
    return { base: rest.slice(0, at), code: rest.slice(at + 1), list: read(key) };
  }

  /* [{base, code, list}] of one report, or of all of this user's. */
  function waiting(base) {
    return keys().map(parts).filter(function (one) { return !base || one.base === base; });
  }

  function unheld(base) { return waiting(base).filter(function (one) { return !one.list[0].held; }); }

  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    var hex = Array.from(bytes, function (b) { return b.toString(16).padStart(2, '0'); }).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /* A wish that may have arrived stays first: only its answer tells the version that the next one builds on. */
  function put(base, code, wish) {
    var key = place(base, code);
    var first = read(key)[0];
    wish.key = uuid();
    wish.at = Date.now();
    write(key, first && first.tried && !first.held ? [first, wish] : [wish]);
    return flush(base);
  }

  function settle(base, code, sent, next) {
    var key = place(base, code);
    var list = read(key);
    if (!list.length || list[0].key !== sent.key) return list.length > 0;
    write(key, next(list));
    return read(key).some(function (one) { return !one.held; });
  }

  /* sending ------------------------------------------------------------------------------------------ */
  function token() {
    var found = document.cookie.split('; ').find(function (c) { return c.startsWith('csrftoken='); });
    return found ? decodeURIComponent(found.slice(10)) : window.orgwork.token();
  }

  /* Resolves to {status, body}; rejects with away, server or session. */
  function post(address, data) {
    data.set('who', user);
    return fetch(address, {
      method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual',
      headers: { 'X-CSRFToken': token(), 'X-Requested-With': 'fetch' }
    }).catch(function () { throw new Error('away'); }).then(function (answer) {
      var known = (answer.headers.get('Content-Type') || '').startsWith('application/json');
      if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) throw new Error('session');
      if (answer.status === 404) return { status: 409, body: { closed: true, message: '这份月报不在您的范围里了。' } };
      if (!known || answer.status >= 500) throw new Error('server');
      return answer.json().then(function (body) { return { status: answer.status, body: body }; }, function () { throw new Error('away'); });
    });
  }

  function form(wish) {
    var data = new URLSearchParams();
    ['value', 'explanation', 'act', 'version', 'key'].forEach(function (name) {
      if (wish[name] !== undefined && wish[name] !== null) data.set(name, wish[name]);
    });
    return data;
  }

  function version(code, body) {
    var found = new RegExp('name="n\\.' + code + '" value="(\\d+)"').exec(body.cells && body.cells[code] || '');
    return found && found[1];
  }

  function send(base, code) {
    var key = place(base, code);
    var list = read(key);
    var wish = list[0];
    if (!wish || wish.held) return Promise.resolve();
    wish.tried = true;
    write(key, list);
    tell(base, 'sending', code);
    return post(base + code + '/', form(wish)).then(function (answer) {
      failures = 0;
      trouble = '';
      return answered(base, code, wish, answer);
    });
  }

  function answered(base, code, wish, answer) {
    var body = answer.body;
    if (body.closed) {
      settle(base, code, wish, function (list) { return [Object.assign(list[list.length - 1], { held: 'closed' })]; });
      tell(base, 'closed', code, body);
      return null;
    }
    var more = settle(base, code, wish, function (list) {
      var next = list[1];
      if (answer.status !== 200) return next ? [next] : [Object.assign(list[0], { held: answer.status === 409 ? 'clash' : 'wrong' })];
      if (next) next.version = version(code, body) || next.version;
      return next ? [next] : [];
    });
    if (more) return send(base, code);
    tell(base, 'answer', code, body);
    return null;
  }

  /* One after the other: a report is written by one at a time anyway. */
  function flush(base) {
    clearTimeout(timer);
    chain = chain.then(function () {
      return unheld(base).reduce(function (before, one) {
        return before.then(function () { return send(one.base, one.code); });
      }, Promise.resolve());
    }).catch(function (error) {
      trouble = error.message;
      failures += 1;
    }).then(function () {
      watchers.forEach(function (_watcher, one) { tell(one, 'settled'); });
      if (unheld('').length) again();
    });
    return chain;
  }

  function again() {
    clearTimeout(timer);
    var tries = Math.min(Math.max(failures, 1), PAUSES.length);
    timer = setTimeout(function () { flush(''); }, PAUSES[tries - 1] * 1000);
  }

  function now() { failures = 0; if (unheld('').length) flush(''); }

  function tell(base, what, code, body) {
    var watcher = watchers.get(base);
    if (watcher && watcher[what]) watcher[what](code, body);
  }

  function drop(base, code) { write(place(base, code), []); }

  /* What clashed or was wrong when the page was left is asked again: the answer shows it again. */
  function release(base) {
    waiting(base).forEach(function (one) {
      one.list.forEach(function (wish) { delete wish.held; });
      write(place(one.base, one.code), one.list);
    });
  }

  /* what the page says of it -------------------------------------------------------------------------- */
  function sentence(count) {
    var cells = count + ' 格没有存上，排着队';
    if (trouble === 'session') return '登录已超时，' + cells + '。您填的留在这台设备上，重新登录后接着存。';
    if (trouble === 'server') return cells + '：系统没有收下。您填的留在这台设备上，过一会儿自动再存。';
    return cells + '：网络断了。您填的留在这台设备上，连上后自动再存，关了页面也不丢。';
  }

  /* One note of each kind stands at a time; an empty text takes it away. */
  function note(text, acts, kind) {
    var place = document.getElementById('alerts');
    var old = place && place.querySelector('[data-unsent="' + (kind || 'said') + '"]');
    if (old && old.children[1].textContent === text) return;
    if (old) old.remove();
    if (!place || !text) return;
    var box = document.createElement('div');
    box.className = 'note bad mb3';
    box.dataset.unsent = kind || 'said';
    box.innerHTML = '<i class="ti ti-cloud-off" aria-hidden="true"></i><div></div><span class="acts row-flex"></span>';
    box.children[1].textContent = text;
    acts.forEach(function (act) { box.lastChild.append(act); });
    place.append(box);
  }

  function button(label, act) {
    var made = document.createElement('button');
    made.type = 'button';
    made.className = 'btn btn-s';
    made.textContent = label;
    made.addEventListener('click', act);
    return made;
  }

  function login() {
    var link = document.createElement('a');
    link.className = 'btn btn-s';
    link.href = '/login/?next=' + encodeURIComponent(location.pathname);
    link.textContent = '登录';
    return link;
  }

  /* The sentence above the page; nothing while all goes well. */
  function report(base) {
    var left = unheld(base);
    if (!left.length || !trouble) { note('', [], 'queue'); return; }
    note(sentence(left.length), [trouble === 'session' ? login() : button('再试', now)], 'queue');
  }

  /* pages without the form: what waits goes out, and what is left is said ------------------------------ */
  function see(base) {
    var link = document.createElement('a');
    link.className = 'btn btn-s';
    link.href = base.replace(/cells\/$/, '');
    link.textContent = '看一看';
    return link;
  }

  function elsewhere() {
    var asked = document.querySelector('[data-queue]');
    var before = waiting(asked ? asked.dataset.queue : '');
    if (!before.length || document.querySelector('[data-month]:not([data-look])')) return;
    flush('').then(function () {
      var left = waiting('');
      if (asked && !waiting(asked.dataset.queue).length) { location.reload(); return; }
      if (!left.length) { note('', []); return; }
      var held = left.length - unheld('').length;
      note('月报还有 ' + left.length + ' 格没有存上' + (held ? '，其中 ' + held + ' 格有冲突或填得不对' : '，连上后自动再存') + '。', [see(left[0].base)]);
    });
  }

  /* Log-out empties the browser's store: nothing is lost without being asked for. */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    var left = form.matches('form[action$="/logout/"]') ? waiting('').length : 0;
    if (!left || form.dataset.cellsSure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    var leave = button('仍然退出', function () { form.dataset.cellsSure = '1'; form.requestSubmit(); });
    note('月报还有 ' + left + ' 格没有存上，现在退出就没有了。', [button('再试', now), leave]);
  }, true);

  function tidy() {
    var oldest = Date.now() - KEPT_DAYS * 86400000;
    keys().forEach(function (key) { if (read(key)[0].at < oldest) write(key, []); });
  }

  window.addEventListener('online', now);
  document.addEventListener('visibilitychange', function () { if (!document.hidden) now(); });
  window.addEventListener('beforeunload', function (event) { if (memory && unheld('').length) event.preventDefault(); });
  /* Another tab has sent it, or wants it sent. */
  window.addEventListener('storage', function (event) {
    if (!event.key || !event.key.startsWith(PREFIX + user + ':')) return;
    var one = parts(event.key);
    if (!event.newValue) tell(one.base, 'elsewhere', one.code);
  });
  document.addEventListener('DOMContentLoaded', function () {
    tidy();
    elsewhere();
  });

  window.orgwork.cells = {
    put: put, drop: drop, release: release, flush: flush, post: post, waiting: waiting, unheld: unheld, report: report, note: note, button: button,
    watch: function (base, watcher) { watchers.set(base, watcher); }
  };
}());
