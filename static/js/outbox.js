/* 随手记 without a connection: entries wait in this browser (IndexedDB), by account, and go out when the connection is back.
   Each has its own key, under which the portal records it once however often it is sent. What is refused stays, with its reason. */
(function () {
  'use strict';
  var ADDRESS = '/quick/';
  var FIRST = 5000, LONGEST = 300000, PATIENCE = 30000;
  var NO_RIGHT = '您现在没有登记的权限，或者单位有变动。请联系本单位管理员。';
  var NOT_TAKEN = '系统没有收下这一条。请修改后再发。';
  var box = { user: document.body.dataset.user || '', sending: '', why: '' };
  var delay = FIRST, timer = 0, running = null, database = null;

  /* the store ---------------------------------------------------------------------------------- */
  function open() {
    database = database || new Promise(function (done, fail) {
      var asked = indexedDB.open('orgwork', 1);
      asked.onupgradeneeded = function () {
        asked.result.createObjectStore('outbox', { keyPath: 'id' });
        asked.result.createObjectStore('page', { keyPath: 'key' });
      };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { database = null; fail(asked.error); };
    });
    return database;
  }

  function within(name, mode, act) {
    return open().then(function (db) {
      return new Promise(function (done, fail) {
        var change = db.transaction(name, mode);
        var asked = act(change.objectStore(name));
        change.oncomplete = function () { done(asked.result); };
        change.onabort = change.onerror = function () { fail(change.error); };
      });
    });
  }

  box.put = function (item) { return within('outbox', 'readwrite', function (s) { return s.put(item); }); };
  box.get = function (id) { return within('outbox', 'readonly', function (s) { return s.get(id); }); };
  box.remove = function (id) { return within('outbox', 'readwrite', function (s) { return s.delete(id); }); };
  box.everybody = function () { return within('outbox', 'readonly', function (s) { return s.getAll(); }); };
  box.keepPage = function (page) { return within('page', 'readwrite', function (s) { return s.put(page); }); };
  box.page = function () { return within('page', 'readonly', function (s) { return s.get('quick'); }); };

  box.mine = function () {
    return box.everybody().then(function (items) {
      return items.filter(function (item) { return item.user === box.user; }).sort(function (a, b) { return a.at - b.at; });
    });
  };

  box.newId = function () {
    if (crypto.randomUUID) return crypto.randomUUID();
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.from(bytes, function (b) { return b.toString(16).padStart(2, '0'); }).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };

  /* sending ------------------------------------------------------------------------------------- */
  function tell(kind, item, body) {
    document.dispatchEvent(new CustomEvent('outbox', { detail: { kind: kind, item: item, body: body || {} } }));
  }

  function token() {
    var found = document.cookie.split('; ').find(function (c) { return c.startsWith('csrftoken='); });
    return found ? decodeURIComponent(found.slice(10)) : '';
  }

  function packed(item) {
    var data = new FormData();
    item.fields.forEach(function (pair) { data.append(pair[0], pair[1]); });
    data.set('entry', item.entry);
    data.set('submission_key', item.id);
    data.set('for_user', item.user);
    if (item.changed) data.set('changed', '1');
    item.photos.forEach(function (photo) { data.append('photos', photo.blob, photo.name); });
    return data;
  }

  /* {kind: sent | refused | network | session | server, body}. */
  function post(item) {
    var stop = new AbortController();
    var limit = setTimeout(function () { stop.abort(); }, PATIENCE);
    return fetch(ADDRESS, {
      method: 'POST', body: packed(item), credentials: 'same-origin', redirect: 'manual', signal: stop.signal,
      headers: { 'X-CSRFToken': token(), 'X-Requested-With': 'fetch' }
    }).then(judged).catch(function () { return { kind: 'network' }; }).finally(function () { clearTimeout(limit); });
  }

  function judged(answer) {
    if (answer.type === 'opaqueredirect' || answer.status === 403) return { kind: 'session' };
    if (answer.status >= 500 || answer.status === 429) return { kind: 'server' };
    if (answer.status === 404) return { kind: 'refused', body: { message: NO_RIGHT } };
    return answer.json().then(function (body) {
      return { kind: answer.ok ? 'sent' : 'refused', body: body };
    }, function () { return { kind: 'refused', body: { message: NOT_TAKEN } }; });
  }

  async function sendOne(id) {
    var item = await box.get(id);
    if (!item || item.held || item.refused) return true;
    if (navigator.onLine === false) { box.why = 'network'; return false; }
    item.tries += 1;
    await box.put(item);
    box.sending = id;
    tell('sending', item);
    var outcome = await post(item);
    box.sending = '';
    if (outcome.kind === 'sent') await box.remove(id);
    else if (outcome.kind === 'refused') await box.put(Object.assign(item, { refused: outcome.body.message, url: outcome.body.url || '' }));
    else box.why = outcome.kind;
    tell(outcome.kind, item, outcome.body);
    return outcome.kind === 'sent' || outcome.kind === 'refused';
  }

  async function sendAll() {
    var items = await box.mine();
    box.why = '';
    for (var item of items) if (!await sendOne(item.id)) break;
    clearTimeout(timer);
    if (!box.why) { delay = FIRST; return; }
    timer = setTimeout(box.flush, delay);
    delay = Math.min(2 * delay, LONGEST);
  }

  /* One page at a time sends; a second call waits for the first and then looks again. */
  box.flush = function () {
    if (!box.user) return Promise.resolve();
    running = (running || Promise.resolve()).catch(function () { return null; }).then(function () {
      return navigator.locks ? navigator.locks.request('orgwork-outbox', sendAll) : sendAll();
    }).then(function () { tell('rest'); });
    return running;
  };

  /* every page ---------------------------------------------------------------------------------- */
  function note(text, button) {
    var place = document.getElementById('alerts');
    if (!place) return null;
    place.querySelector('[data-outbox]')?.remove();
    if (!text) return null;
    var said = document.createElement('div');
    said.className = 'note warn mb3';
    said.dataset.outbox = '1';
    said.innerHTML = '<i class="ti ti-cloud-off" aria-hidden="true"></i><div></div><span class="acts row-flex"><a class="btn btn-s" href="/quick/">看一看</a></span>';
    said.querySelector('div').textContent = text;
    if (button) said.querySelector('.acts').append(button);
    place.append(said);
    return said;
  }

  function remind() {
    if (document.querySelector('[data-quick]')) return;
    box.mine().then(function (items) { note(items.length ? items.length + ' 条随手记还等着发出。' : ''); });
  }

  /* Log-out empties the browser's store: what waits is sent first, and nothing is lost without being asked for. */
  function leaving(event) {
    var form = event.target;
    if (!form.matches('form[action$="/logout/"]') || form.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    box.flush().then(box.everybody).then(function (left) {
      if (left.length) ask(form, left); else go(form);
    }, function () { go(form); });
  }

  function go(form) { form.dataset.sure = '1'; form.requestSubmit(); }

  function ask(form, left) {
    form.closest('details')?.removeAttribute('open');
    var others = left.filter(function (item) { return item.user !== box.user; }).length;
    var button = document.createElement('button');
    button.className = 'btn btn-s';
    button.type = 'button';
    button.textContent = '仍要退出，不要了';
    button.addEventListener('click', function () { go(form); });
    note('还有 ' + left.length + ' 条随手记没有发出' + (others ? '（其中 ' + others + ' 条是别的账号的）' : '') + '，退出会丢掉。', button)
      ?.scrollIntoView({ block: 'center' });
    button.focus();
  }

  window.orgworkOutbox = box;
  if (!('indexedDB' in window)) { box.missing = true; return; }
  document.addEventListener('submit', leaving, true);
  window.addEventListener('online', function () { delay = FIRST; box.flush(); });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) box.flush(); });
  document.addEventListener('DOMContentLoaded', function () { box.flush().then(remind, remind); });
  window.addEventListener('load', function () {
    if (navigator.serviceWorker && document.querySelector('a[href="/quick/"]')) navigator.serviceWorker.register('/sw.js');
  });
}());
