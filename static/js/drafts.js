/* A form that could not be saved (session over, database away) is offered again on the same page, to the same person, in the same window.
   Kept in sessionStorage until the save went through; log-out clears it (Clear-Site-Data). ID numbers, passwords and files are never kept. */
(function () {
  'use strict';
  var PREFIX = 'draft:';
  var NEVER = ['csrfmiddlewaretoken', 'version', 'submission_key', 'id_card', 'password'];

  function kept(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !NEVER.includes(field.name) && !['file', 'password', 'hidden', 'submit', 'button'].includes(field.type);
    });
  }

  function values(form) {
    return kept(form).map(function (field) {
      return [field.name, ['checkbox', 'radio'].includes(field.type) ? field.checked : field.value, field.value];
    });
  }

  /* The page whose form led here: its draft went through, unless this is that page again or an error page. */
  function camefrom() { return document.referrer ? new URL(document.referrer).pathname : ''; }

  function owner() { return document.body.dataset.user || ''; }

  function restore(form, list) {
    var left = list.slice();
    kept(form).forEach(function (field) {
      var boxed = ['checkbox', 'radio'].includes(field.type);
      var at = left.findIndex(function (v) { return v[0] === field.name && (!boxed || v[2] === field.value); });
      if (at < 0) return;
      var value = left.splice(at, 1)[0][1];
      if (boxed) field.checked = value; else field.value = value;
    });
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function offer(form, draft) {
    var note = document.createElement('div');
    note.className = 'note warn mb3';
    note.setAttribute('role', 'status');
    note.innerHTML = '<i class="ti ti-history" aria-hidden="true"></i><div><b>上次没有存上的内容还在。</b><br>放回去以后，看过再保存。</div>'
      + '<span class="acts row-flex"><button class="btn btn-s btn-primary" type="button">放回去</button><button class="btn btn-s" type="button">不要了</button></span>';
    var buttons = note.querySelectorAll('button');
    buttons[0].addEventListener('click', function () { restore(form, draft.values); sessionStorage.removeItem(PREFIX + location.pathname); note.remove(); });
    buttons[1].addEventListener('click', function () { sessionStorage.removeItem(PREFIX + location.pathname); note.remove(); });
    form.before(note);
  }

  document.addEventListener('submit', function (event) {
    if (!event.target.matches('form[data-draft]')) return;
    sessionStorage.setItem(PREFIX + location.pathname, JSON.stringify({ who: owner(), values: values(event.target) }));
  });

  document.addEventListener('DOMContentLoaded', function () {
    if (document.body.hasAttribute('data-keep-drafts')) return;
    var form = document.querySelector('form[data-draft]');
    Object.keys(sessionStorage).filter(function (key) { return key.startsWith(PREFIX); }).forEach(function (key) {
      var draft = JSON.parse(sessionStorage.getItem(key));
      var here = form && key === PREFIX + location.pathname;
      if (draft.who !== owner() || (!here && camefrom() === key.slice(PREFIX.length))) sessionStorage.removeItem(key);
      else if (here && JSON.stringify(draft.values) !== JSON.stringify(values(form))) offer(form, draft);
    });
  });
}());
