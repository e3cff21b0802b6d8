/* Forms: sent once, not left by accident. A form without script is sent by its button all the same. */
(function () {
  'use strict';
  var dirty = new Set();

  document.addEventListener('input', function (event) {
    var form = event.target.closest?.('form[data-guard]');
    if (form) dirty.add(form);
  });

  window.addEventListener('beforeunload', function (event) {
    if (dirty.size) event.preventDefault();
  });

  function busy(button) {
    button.setAttribute('aria-busy', 'true');
    button.dataset.label = button.innerHTML;
    if (button.dataset.busy) button.textContent = button.dataset.busy + '…';
  }

  function ready(button) {
    button.removeAttribute('aria-busy');
    if (button.dataset.label) button.innerHTML = button.dataset.label;
    delete button.dataset.label;
  }

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    dirty.delete(form);
    if (form.method !== 'post' || form.hasAttribute('hx-post')) return;
    form.dataset.sent = '1';
    var button = event.submitter || form.querySelector('button[type=submit]');
    if (button) busy(button);
  });

  /* Back from the next page: the form may be sent again. */
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll('[aria-busy]').forEach(ready);
    });
  });

  document.addEventListener('DOMContentLoaded', function () {
    var summary = document.querySelector('[data-focus]');
    if (summary) summary.focus();
    /* What came back with errors is not saved yet. */
    if (summary) document.querySelectorAll('form[data-guard]').forEach(function (form) { dirty.add(form); });
  });
}());
