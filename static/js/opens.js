/* A number that opens: a click asks what to see of it. Without script, with a modifier key or for a single address it is a plain link. */
(function () {
  'use strict';
  var ITEMS = [
    ['#records', 'list-details', '看这些记录'], ['#by-unit', 'sitemap', '按单位分'],
    ['#by-month', 'calendar-stats', '按月分'], ['#definition', 'info-circle', '口径']
  ];
  var menu = null, owner = null;

  function close(back) {
    if (!menu) return;
    menu.remove();
    owner.setAttribute('aria-expanded', 'false');
    if (back) owner.focus();
    menu = owner = null;
  }

  function entry(link, item) {
    var found = document.createElement('a');
    found.href = link.href.replace(/#.*$/, '') + item[0];
    found.setAttribute('role', 'menuitem');
    found.innerHTML = '<i class="ti ti-' + item[1] + '" aria-hidden="true"></i>';
    found.append(item[2]);
    return found;
  }

  /* Beneath the number, within the window: a table that scrolls would cut it off otherwise. */
  function place(link) {
    var at = link.getBoundingClientRect(), size = menu.getBoundingClientRect();
    var left = Math.min(at.left, document.documentElement.clientWidth - size.width - 8);
    var below = at.bottom + 6 + size.height < window.innerHeight;
    menu.style.left = Math.max(8, left) + 'px';
    menu.style.top = (below ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)) + 'px';
  }

  function open(link) {
    close();
    owner = link;
    menu = document.createElement('div');
    menu.className = 'menu opens-menu';
    menu.setAttribute('role', 'menu');
    menu.setAttribute('aria-label', '看这个数');
    ITEMS.forEach(function (item) { menu.append(entry(link, item)); });
    document.body.append(menu);
    place(link);
    link.setAttribute('aria-expanded', 'true');
    menu.firstElementChild.focus({ preventScroll: true });
  }

  function walk(event) {
    var all = Array.from(menu.children), at = all.indexOf(document.activeElement);
    var next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length].focus();
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest('a.opens[href^="/figures/"]');
    if (!link) { if (menu && !menu.contains(event.target)) close(); return; }
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link === owner) close(true); else open(link);
  });
  document.addEventListener('keydown', function (event) {
    if (!menu) return;
    if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') close(true);
    else walk(event);
  });
  window.addEventListener('scroll', function () { close(); }, { passive: true, capture: true });
  window.addEventListener('resize', function () { close(); });
}());
