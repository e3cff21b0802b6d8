/* 随手记: every entry is first kept in the browser, then sent; without a connection it waits there and may still be changed.
   Without this script the same form is sent as any other. */
(function () {
  'use strict';
  var page = document.querySelector('[data-quick]');
  var box = window.orgworkOutbox;
  if (!page || !box || box.missing) return;
  var area = page.querySelector('#quick-entry'), said = page.querySelector('#quick-said'), queue = page.querySelector('#quick-queue');
  var form, shots = [], editing = null, current = '';
  var KEPT_BY_HAND = ['csrfmiddlewaretoken', 'submission_key', 'entry', 'photos'];
  var NEEDS = { group: 'group_meeting', lecturer: 'lecture' };
  var WAITING = {
    network: '已存在这台手机上，有网络就自动发出。',
    session: '登录已超时，先存在这台手机上。重新登录后自动发出。',
    server: '系统暂时没有收下，先存在这台手机上，过一会儿自动再发。',
    '': '网络很慢，先存在这台手机上，正在发。'
  };

  function element(name, css, text) {
    var made = document.createElement(name);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  }

  function icon(name) {
    var made = element('i', 'ti ti-' + name);
    made.setAttribute('aria-hidden', 'true');
    return made;
  }

  function today() {
    var now = new Date();
    return new Date(now - 60000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
  }

  /* the form --------------------------------------------------------------------------------------- */
  function link(kind) { return area.querySelector('[data-kind="' + CSS.escape(kind) + '"]'); }
  function chosen() { return area.querySelector('[data-kind][aria-current]'); }
  function fields() { return form.querySelector('fieldset:not([hidden])'); }
  function field(name) { return fields().querySelector('[name="' + name + '"]'); }

  function choose(kind) {
    var to = link(kind) || area.querySelector('[data-kind]');
    area.querySelectorAll('[data-kind]').forEach(function (a) { a.removeAttribute('aria-current'); });
    to.setAttribute('aria-current', 'true');
    form.elements.entry.value = to.dataset.kind;
    form.querySelectorAll('fieldset').forEach(function (set) { set.hidden = set.disabled = set.dataset.group !== to.dataset.group; });
    fields().querySelectorAll('[data-name=at_once]').forEach(function (cell) { cell.hidden = !to.dataset.wants.split(' ').includes('at_once'); });
    var number = fields().querySelector('[data-name=quantity] .form-label');
    if (number) number.firstChild.textContent = to.dataset.measure + '数';
    fit();
  }

  /* A group is named for its meeting, a lecturer for a lecture; otherwise nobody asks. */
  function fit() {
    var kind = field('kind');
    Object.keys(NEEDS).forEach(function (name) {
      var cell = fields().querySelector('[data-name=' + name + ']');
      if (cell) cell.hidden = !kind || kind.value !== NEEDS[name];
    });
  }

  function reset() {
    ['text', 'title', 'entitled', 'present', 'group', 'lecturer'].forEach(function (name) {
      form.querySelectorAll('[name="' + name + '"]').forEach(function (input) { input.value = ''; });
    });
    form.querySelectorAll('[name=quantity]').forEach(function (input) { input.value = '1'; });
    form.querySelectorAll('[name=at_once]').forEach(function (input) { input.checked = false; });
    form.querySelectorAll('[type=date]').forEach(function (input) { input.value = today(); });
    shots = [];
    editing = null;
    drawShots();
  }

  /* photos ------------------------------------------------------------------------------------------- */
  function take(event) {
    var files = Array.from(event.target.files);
    event.target.value = '';
    Promise.all(files.map(window.orgworkShrink)).then(function (small) {
      shots = shots.concat(small);
      drawShots();
    });
  }

  function drawShots() {
    var list = area.querySelector('#quick-shots');
    list.replaceChildren();
    shots.forEach(function (shot, at) {
      var item = element('li'), image = element('img'), button = element('button', 'btn btn-s', '去掉');
      image.src = URL.createObjectURL(shot.blob);
      image.alt = '照片 ' + (at + 1);
      image.addEventListener('load', function () { URL.revokeObjectURL(image.src); });
      button.type = 'button';
      button.setAttribute('aria-label', '去掉照片 ' + (at + 1));
      button.addEventListener('click', function () { shots.splice(at, 1); drawShots(); });
      item.append(image, button);
      list.append(item);
    });
    list.hidden = !shots.length;
    area.querySelector('#quick-chosen').textContent = shots.length ? shots.length + ' 张' : '可以不加';
  }

  /* an entry ------------------------------------------------------------------------------------------- */
  function words() {
    var to = chosen(), kind = field('kind'), number = field('quantity');
    var what = number ? ' ' + number.value + ' ' + to.dataset.measure : '：' + (kind ? kind.selectedOptions[0].text : '');
    var more = (field('text') || field('title')).value.trim();
    return [to.textContent.trim() + what, field('date').value, more.length > 16 ? more.slice(0, 16) + '…' : more].filter(Boolean).join(' · ');
  }

  function written() {
    var pairs = Array.from(new FormData(form)).filter(function (pair) { return !KEPT_BY_HAND.includes(pair[0]); });
    return {
      id: editing ? editing.id : box.newId(), user: box.user, entry: form.elements.entry.value, fields: pairs, photos: shots,
      line: words(), at: editing ? editing.at : Date.now(), tries: editing ? editing.tries : 0, refused: '', url: '', held: false,
      changed: Boolean(editing && (editing.changed || editing.tries))
    };
  }

  async function submit(event) {
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.busy || !form.reportValidity()) return;
    if (editing && !await box.get(editing.id)) {
      note('warn', 'info-circle', '这一条刚才已经发出。要改，请打开那条记录；再点“记下”会另记一条。');
      editing = null;
      return;
    }
    busy(true);
    var item = written();
    current = item.id;
    try {
      await box.put(item);
      await Promise.race([box.flush(), new Promise(function (done) { setTimeout(done, 8000); })]);
      await settle(item);
    } catch (error) {
      form.removeEventListener('submit', submit);   // the browser keeps nothing (private window, full): sent as any form
      form.submit();
    } finally {
      current = '';
      busy(false);
    }
  }

  function busy(on) {
    var button = form.querySelector('button[type=submit]');
    if (on) form.dataset.busy = '1'; else delete form.dataset.busy;
    button.toggleAttribute('aria-busy', on);
    button.querySelector('span').textContent = on ? '正在记…' : '记下';
  }

  /* Sent: its words came with the event. Refused: back into the form. Neither: it waits below. */
  async function settle(item) {
    var now = await box.get(item.id);
    if (!now) return;
    if (now.refused) {
      editing = now;
      note('bad', 'alert-circle', '还没有记下。' + now.refused, now.url);
    } else {
      note('warn', 'cloud-off', WAITING[box.why]);
      reset();
    }
    said.scrollIntoView({ block: 'nearest' });
  }

  function note(tone, name, text, url) {
    var made = element('div', 'note mb3 ' + tone), inside = element('div', '', text);
    if (url) {
      var to = element('a', '', '打开那条记录');
      to.href = url;
      inside.append(' ', to);
    }
    made.append(icon(name), inside);
    said.replaceChildren(made);
  }

  function sent(item, body) {
    if (editing && editing.id === item.id) editing = null;
    if (item.id !== current) return;
    said.innerHTML = body.html;
    reset();
    area.hidden = true;
    said.querySelector('[data-again]')?.focus();
  }

  function again() {
    said.replaceChildren();
    area.hidden = false;
    (field('quantity') || field('entitled')).focus();
  }

  async function undo(undoing) {
    var answer = await fetch(undoing.action, { method: 'POST', body: new FormData(undoing), credentials: 'same-origin', redirect: 'manual' })
      .catch(function () { return null; });
    if (!answer) { note('bad', 'cloud-off', '网络断了，没有撤销。连上后在记录里删除。'); area.hidden = false; return; }
    if (answer.type !== 'opaqueredirect') { undoing.removeAttribute('data-undo'); undoing.submit(); return; }
    again();
    note('', 'arrow-back-up', '已撤销，没有留下这一条。');
  }

  /* what waits -------------------------------------------------------------------------------------------- */
  function state(item) {
    if (item.refused) return item.refused;
    if (box.sending === item.id) return '正在发…';
    return { network: '等网络', session: '等您登录', server: '过一会儿再发' }[box.why] || '等着发出';
  }

  function button(text, act) {
    var made = element('button', 'btn btn-s', text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  function row(item) {
    var made = element('li', item.refused ? 'bad' : ''), acts = element('span', 'row-flex'), text = element('div');
    text.append(element('b', '', item.line), element('br'), element('span', 'fine', state(item)));
    if (item.photos.length) text.append(element('span', 'fine', ' · ' + item.photos.length + ' 张照片'));
    if (item.url) { var to = element('a', 'fine', '打开那条记录'); to.href = item.url; text.append(' ', to); }
    if (box.sending !== item.id) {
      acts.append(button('修改', function () { edit(item.id); }));
      if (item.refused) acts.append(button('再发', function () { box.put(Object.assign(item, { refused: '', url: '' })).then(box.flush); }));
      acts.append(button('删除', function (event) {
        if (event.target.dataset.sure) { box.remove(item.id).then(draw); return; }
        event.target.dataset.sure = '1';
        event.target.textContent = '确定删除';
      }));
    }
    made.append(text, acts);
    return made;
  }

  async function draw() {
    var all = await box.everybody(), items = await box.mine(), others = all.length - items.length;
    queue.hidden = !all.length;
    queue.replaceChildren();
    if (!all.length) return;
    var head = element('div', 'panel-h'), title = element('h2', '', items.length + ' 条等着发出'), list = element('ul', 'q-list');
    title.id = 'queue-h';
    head.append(title);
    if (items.length && box.why === 'session') { var to = element('a', 'btn btn-s', '去登录'); to.href = '/login/?next=/quick/'; head.append(to); }
    items.forEach(function (item) { list.append(row(item)); });
    queue.append(head, list);
    if (others) queue.append(element('p', 'fine q-others', '这台手机上还有别的账号没有发出的 ' + others + ' 条，用那个账号登录后发出。'));
  }

  async function edit(id) {
    var item = await box.get(id);
    if (!item || box.sending === id) return;
    item.held = true;
    await box.put(item);
    reset();
    choose(item.entry);
    item.fields.forEach(function (pair) {
      var input = field(pair[0]);
      if (!input) return;
      if (input.type === 'checkbox') input.checked = true; else input.value = pair[1];
    });
    fit();
    shots = item.photos.slice();
    editing = item;
    drawShots();
    area.hidden = false;
    said.replaceChildren();
    note('info', 'pencil', '正在修改：' + item.line + '。改好再点“记下”。');
    area.scrollIntoView({ block: 'start' });
  }

  /* start ---------------------------------------------------------------------------------------------------- */
  function begin() {
    form = area.querySelector('#quick-form');
    form.querySelectorAll('[type=date]').forEach(function (input) { input.max = today(); });
    form.addEventListener('submit', submit);
    form.addEventListener('change', function (event) {
      if (event.target.name === 'kind') fit();
      if (event.target.type === 'file') take(event);
    });
    area.addEventListener('click', function (event) {
      var to = event.target.closest('[data-kind]');
      if (!to) return;
      event.preventDefault();
      choose(to.dataset.kind);
      history.replaceState(null, '', '/quick/?kind=' + to.dataset.kind);
    });
    said.addEventListener('click', function (event) {
      if (event.target.closest('[data-again]')) { event.preventDefault(); again(); }
    });
    said.addEventListener('submit', function (event) {
      if (!event.target.matches('[data-undo]')) return;
      event.preventDefault();
      event.stopPropagation();
      undo(event.target);
    });
    document.addEventListener('outbox', function (event) {
      if (event.detail.kind === 'sent') sent(event.detail.item, event.detail.body);
      draw();
    });
    choose(chosen() ? chosen().dataset.kind : '');
    box.mine().then(function (items) {
      return Promise.all(items.filter(function (item) { return item.held; }).map(function (item) { return box.put(Object.assign(item, { held: false })); }));
    }).then(box.flush).then(draw, draw);
  }

  /* What stands in the page without a connection: the same fields, without the session's token, for the same account. */
  function keep() {
    if (area.querySelector('.err')) return;
    var copy = area.cloneNode(true);
    copy.querySelectorAll('[name=csrfmiddlewaretoken], [name=submission_key]').forEach(function (input) { input.remove(); });
    box.keepPage({ key: 'quick', user: box.user, html: copy.innerHTML });
  }

  if (!page.hasAttribute('data-shell')) { keep(); begin(); return; }
  box.page().then(function (kept) {
    if (!kept) return;
    box.user = kept.user;
    area.innerHTML = kept.html;
    begin();
    reset();
    choose(new URLSearchParams(location.search).get('kind') || '');
  });
}());
