/* htmx: the CSRF token in each request, clean addresses, and plain words when a request fails. */
(function () {
  'use strict';

  function cookie(name) {
    var found = document.cookie.split('; ').find(function (c) { return c.startsWith(name + '='); });
    return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
  }

  function token() {
    var field = document.querySelector('input[name=csrfmiddlewaretoken]');
    return field ? field.value : cookie('csrftoken');
  }

  function say(text, reload) {
    var place = document.getElementById('alerts');
    if (!place) return;
    var note = document.createElement('div');
    note.className = 'note bad mb3';
    note.innerHTML = '<i class="ti ti-cloud-off" aria-hidden="true"></i><div></div>';
    note.lastChild.textContent = text;
    if (reload) {
      var link = document.createElement('a');
      link.href = location.href;
      link.textContent = '重新打开这一页';
      note.lastChild.append(' ', link);
    }
    place.replaceChildren(note);
  }

  document.addEventListener('htmx:configRequest', function (event) {
    var detail = event.detail;
    if (detail.verb !== 'get') detail.headers['X-CSRFToken'] = token();
    /* Filters live in the address: empty ones do not. */
    else if (detail.formData) Array.from(detail.formData.keys()).forEach(function (name) { if (detail.formData.get(name) === '') detail.formData.delete(name); });
  });

  /* The log-in page in place of a part means the session is over: show it whole. */
  document.addEventListener('htmx:beforeSwap', function (event) {
    var url = event.detail.xhr.responseURL || '';
    if (url && new URL(url).pathname.endsWith('/login/')) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });

  document.addEventListener('htmx:afterSwap', function () { document.getElementById('alerts')?.replaceChildren(); });
  document.addEventListener('htmx:sendError', function () { say('网络断了，没有读到。连上后再试，您填的还在这一页。'); });
  document.addEventListener('htmx:timeout', function () { say('等得太久，没有读到。请再试一次。'); });
  document.addEventListener('htmx:responseError', function (event) {
    var status = event.detail.xhr.status;
    if (status === 403) say('登录已超时，这一步没有保存。您填的还在这一页，请在新窗口登录后再试。');
    else if (status === 404) say('找不到：已被删除，或者不在您的范围里。', true);
    else say('没有成功，数据没有改动。请稍后再试。', true);
  });

  window.orgwork = { token: token, say: say };
}());
