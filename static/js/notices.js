/* The bell: how many notices are unread is asked once, after the page has come, so that no page waits for it.
   Never again by itself: a page left open must not keep the session alive. */
(function () {
  'use strict';

  function show(bell, unread) {
    var count = bell.querySelector('b');
    count.textContent = unread;
    count.hidden = unread === '0';
    bell.setAttribute('aria-label', unread === '0' ? '消息，没有未读' : '消息，' + unread + ' 条未读');
  }

  window.addEventListener('pageshow', function () {
    var bell = document.querySelector('[data-bell]');
    if (!bell) return;
    fetch(bell.dataset.bell, { headers: { Accept: 'application/json' } }).then(function (answer) {
      return answer.ok && !answer.redirected ? answer.json() : null;
    }).then(function (found) {
      if (found) show(bell, found.unread);
    }).catch(function () { /* Without a connection the bell is the plain link it was. */ });
  });
}());
