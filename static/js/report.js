/* The sheet and its ledger: who looks at one number sees the other place light up. */
(function () {
  'use strict';
  function others(link) {
    return Array.from(document.querySelectorAll('[data-no="' + link.dataset.no + '"]')).filter(function (found) { return found !== link; });
  }

  function light(event, on) {
    var link = event.target.closest?.('a[data-no]');
    if (link) others(link).forEach(function (found) { found.classList.toggle('lit', on); });
  }

  ['focusin', 'pointerover'].forEach(function (name) { document.addEventListener(name, function (event) { light(event, true); }); });
  ['focusout', 'pointerout'].forEach(function (name) { document.addEventListener(name, function (event) { light(event, false); }); });

  /* The row of a number that has the focus comes into sight inside its list; the page itself stays where it is. */
  document.addEventListener('focusin', function (event) {
    var chip = event.target.closest?.('.sheet a[data-no]');
    var row = chip && document.querySelector('.ledger a[data-no="' + chip.dataset.no + '"]');
    if (row) row.closest('.ledger').scrollTop = row.parentElement.offsetTop - row.closest('.ledger').offsetTop;
  });
}());
