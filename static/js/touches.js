/* Small touches: show a password, copy the address, close a menu by Escape or a click elsewhere, print. */
(function () {
  'use strict';

  function each(selector, act) { document.querySelectorAll(selector).forEach(act); }

  function reveal(button) {
    var field = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.addEventListener('click', function () {
      var shown = field.type === 'text';
      field.type = shown ? 'password' : 'text';
      button.textContent = shown ? '显示' : '隐藏';
      button.setAttribute('aria-pressed', String(!shown));
    });
  }

  function copies(button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(location.href).then(function () { button.querySelector('span').textContent = '已复制'; });
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    each('[data-reveal]', reveal);
    each('[data-copy-link]', copies);
    each('[data-print]', function (button) {
      button.hidden = false;
      button.addEventListener('click', function () { window.print(); });
    });
  });

  document.addEventListener('click', function (event) {
    each('details[data-menu][open]', function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    each('details[data-menu][open]', function (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  });
}());
