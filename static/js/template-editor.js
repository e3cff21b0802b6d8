/* The template editor: names offered behind {{, the preview drawn anew while one types, a misspelt name put right by one click.
   Without script the page has its preview button and the list of forms. */
(function () {
  'use strict';
  var PAUSE = 600;
  var MOST = 12;

  function ready() {
    var box = document.querySelector('.tpl-box');
    var area = box && box.querySelector('textarea[data-slots]');
    if (!area || area.dataset.equipped) return;
    area.dataset.equipped = '1';
    completion(box, area);
    preview(box, area);
    swaps(area);
  }

  /* Names ------------------------------------------------------------------------------------------- */
  function completion(box, area) {
    var words = null;
    var shown = [];
    var at = -1;
    var list = document.createElement('ul');
    list.className = 'tpl-list';
    list.id = 'tpl-names';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', '能用的名称');
    list.hidden = true;
    area.after(list);
    area.setAttribute('role', 'combobox');
    area.setAttribute('aria-autocomplete', 'list');
    area.setAttribute('aria-controls', list.id);
    area.setAttribute('aria-expanded', 'false');

    function load() {
      if (words) return Promise.resolve();
      return fetch(box.dataset.words, { headers: { Accept: 'application/json' } })
        .then(function (answer) { return answer.ok ? answer.json() : null; })
        .then(function (found) { words = found; })
        .catch(function () { words = null; });
    }

    /* What stands between the last {{ and the caret; null outside of braces. */
    function asked() {
      var before = area.value.slice(0, area.selectionStart);
      var open = before.lastIndexOf('{{');
      if (open < 0 || before[open - 1] === '\\') return null;
      var text = before.slice(open + 2);
      return /[{}\n]/.test(text) ? null : { start: open + 2, text: text.replace(/：/g, ':') };
    }

    /* The list whose sentence the caret stands in: {{每条 名单}} … without {{完}} yet. */
    function within() {
      var line = area.value.slice(0, area.selectionStart).split('\n').pop();
      var found = null;
      line.replace(/\{\{\s*(?:每条[\s:：]+([^{}]*)|(完)\s*)\}\}/g, function (_all, name, end) { found = end ? null : name.trim(); return ''; });
      return found;
    }

    function rank(entry, text) {
      var at = entry.n.indexOf(text);
      if (at === 0) return 0;
      if (at > 0) return 1;
      at = entry.i.indexOf(text.toLowerCase());
      return at === 0 ? 2 : at > 0 ? 3 : -1;
    }

    function names(text) {
      var list = within();
      var fields = list && words.fields[list] ? words.fields[list].map(function (name) { return { n: name, i: '', k: '每条的内容', m: '', t: '' }; }) : [];
      var sentences = text.indexOf('每') === 0 || 'mt'.indexOf(text.toLowerCase()) === 0 ? Object.keys(words.fields).map(function (name) {
        return { n: '每条 ' + name, i: 'mt', k: '一条一句', m: '', t: '到 {{完}} 为止', e: '}}{{' + words.fields[name][0] + '}}。{{完}}' };
      }) : [];
      return fields.concat(words.names, sentences)
        .map(function (entry, no) { return [rank(entry, text), no, entry]; })
        .filter(function (found) { return found[0] >= 0; })
        .sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; })
        .slice(0, MOST).map(function (found) { return found[2]; });
    }

    function forms(name, text) {
      var known = words.names.find(function (entry) { return entry.n === name.trim(); });
      return (known && words.forms[known.k] || []).filter(function (form) { return form.indexOf(text.trim()) === 0; })
        .map(function (form) { return { n: form, k: '写法', m: '', t: '', form: true }; });
    }

    function offers(text) {
      var colon = text.indexOf(':');
      return colon < 0 ? names(text.trim()) : forms(text.slice(0, colon), text.slice(colon + 1));
    }

    function draw() {
      var place = asked();
      shown = place && words ? offers(place.text) : [];
      at = shown.length ? 0 : -1;
      list.replaceChildren.apply(list, shown.map(function (entry, no) {
        var item = document.createElement('li');
        item.id = 'tpl-name-' + no;
        item.setAttribute('role', 'option');
        var name = document.createElement('b');
        var note = document.createElement('span');
        name.textContent = entry.n;
        note.textContent = [entry.m || entry.k, entry.t].filter(Boolean).join('　');
        item.append(name, note);
        item.addEventListener('mousedown', function (event) { event.preventDefault(); choose(no); });
        return item;
      }));
      list.hidden = !shown.length;
      area.setAttribute('aria-expanded', String(!list.hidden));
      mark();
      if (!list.hidden) list.style.top = below() + 'px';
    }

    /* Under the line of the caret, as far as a plain text area lets one know it. */
    function below() {
      var style = getComputedStyle(area);
      var height = parseFloat(style.lineHeight);
      var across = Math.max(1, Math.floor((area.clientWidth - 24) / parseFloat(style.fontSize)));
      var lines = area.value.slice(0, area.selectionStart).split('\n').reduce(function (sum, line) { return sum + Math.max(1, Math.ceil(line.length / across)); }, 0);
      return area.offsetTop + Math.min(area.clientHeight - 20, Math.max(height, lines * height - area.scrollTop)) + 12;
    }

    function mark() {
      Array.from(list.children).forEach(function (item, no) {
        item.setAttribute('aria-selected', String(no === at));
        if (no === at) item.scrollIntoView({ block: 'nearest' });
      });
      if (at >= 0) area.setAttribute('aria-activedescendant', 'tpl-name-' + at);
      else area.removeAttribute('aria-activedescendant');
    }

    function close() {
      shown = [];
      list.hidden = true;
      area.setAttribute('aria-expanded', 'false');
      area.removeAttribute('aria-activedescendant');
    }

    function choose(no) {
      var place = asked();
      var entry = shown[no];
      if (!place || !entry) return;
      var end = area.selectionStart;
      var kept = entry.form ? place.text.slice(0, place.text.indexOf(':') + 1) : '';
      var rest = area.value.slice(end);
      var closing = rest.slice(0, 2) === '}}' ? '' : entry.e || '}}';
      area.setRangeText(kept + entry.n + closing, place.start, end, 'end');
      if (!closing) area.setSelectionRange(area.selectionStart + 2, area.selectionStart + 2);
      close();
      area.dispatchEvent(new Event('input', { bubbles: true }));
      close();
      area.focus();
    }

    area.addEventListener('input', function (event) {
      if (event.isComposing) return;
      if (asked()) load().then(draw); else close();
    });
    area.addEventListener('compositionend', function () { if (asked()) load().then(draw); });
    area.addEventListener('click', function () { if (!asked()) close(); });
    area.addEventListener('blur', close);
    area.addEventListener('keydown', function (event) {
      if (list.hidden || event.isComposing) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        at = (at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length;
        mark();
      } else if (event.key === 'Enter' || event.key === 'Tab') choose(at);
      else if (event.key === 'Escape') close();
      else return;
      event.preventDefault();
    });
  }

  /* Preview ----------------------------------------------------------------------------------------- */
  function preview(box, area) {
    var target = document.getElementById('preview');
    var waiting = null;
    var asked = 0;

    function draw() {
      var mine = asked += 1;
      var body = new URLSearchParams({ text: area.value });
      fetch(box.dataset.preview, { method: 'POST', body: body, headers: { 'X-CSRFToken': window.orgwork.token() } })
        .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : Promise.reject(new Error('refused')); })
        .then(function (html) {
          if (mine !== asked) return;
          var top = target.scrollTop;
          target.innerHTML = html;
          target.scrollTop = top;
          buttons(target);
        })
        .catch(function () { if (mine === asked) window.orgwork.say('预览没有读到，您写的还在这一页。请稍后再试。'); });
    }

    area.addEventListener('input', function () {
      clearTimeout(waiting);
      waiting = setTimeout(draw, PAUSE);
    });
  }

  /* Names near an unknown one become buttons here; on other pages and without script they are words. */
  function buttons(place) {
    place.querySelectorAll('span[data-swap]').forEach(function (word) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'lk';
      button.title = '换成' + word.textContent;
      button.textContent = word.textContent;
      Object.assign(button.dataset, word.dataset);
      word.replaceWith(button);
    });
  }

  /* A name that was meant takes the place of the unknown one, in its line. */
  function swaps(area) {
    buttons(document.getElementById('preview'));
    document.addEventListener('click', function (event) {
      var button = event.target.closest && event.target.closest('button[data-swap]');
      if (!button) return;
      var lines = area.value.split('\n');
      var no = Number(button.dataset.line) - 1;
      if (!(no in lines)) return;
      var start = lines.slice(0, no).join('\n').length + (no ? 1 : 0);
      var at = lines[no].indexOf(button.dataset.swap, lines[no].indexOf('{{'));
      if (at < 0) return;
      area.setRangeText(button.textContent, start + at, start + at + button.dataset.swap.length, 'end');
      area.focus();
      area.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }

  document.addEventListener('DOMContentLoaded', ready);
}());
