/* Without a connection: 随手记 opens from what was kept, any other page says that there is none. With one, everything comes from
   the portal. Kept are style sheets, scripts, the empty frame of 随手记 and the page that says so: nothing about anybody.
   self.PORTAL, set by /sw.js, names them and their version. */
(function () {
  'use strict';
  var portal = self.PORTAL;
  var NAME = 'orgwork-' + portal.version;
  var SLOW = 6000;

  self.addEventListener('install', function (event) {
    event.waitUntil(caches.open(NAME).then(function (cache) {
      return cache.addAll(portal.files.concat([portal.shell, portal.offline]));
    }).then(function () { return self.skipWaiting(); }));
  });

  self.addEventListener('activate', function (event) {
    event.waitUntil(caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) { return name.startsWith('orgwork-') && name !== NAME; })
        .map(function (name) { return caches.delete(name); }));
    }).then(function () { return self.clients.claim(); }));
  });

  function kept(address) {
    return caches.open(NAME).then(function (cache) { return cache.match(address, { ignoreSearch: true }); });
  }

  /* The portal's answer; without one, or where it takes too long, what was kept. */
  function page(request, fallback, patience) {
    var late = patience ? new Promise(function (_done, fail) { setTimeout(fail, patience); }) : null;
    var asked = fetch(request);
    return (late ? Promise.race([asked, late]) : asked).catch(function () {
      return kept(fallback).then(function (found) { return found || Response.error(); });
    });
  }

  self.addEventListener('fetch', function (event) {
    var request = event.request, url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin) return;
    if (request.mode === 'navigate') {
      var quick = url.pathname === portal.page;
      event.respondWith(page(request, quick ? portal.shell : portal.offline, quick ? SLOW : 0));
    } else if (portal.files.includes(url.pathname)) {
      event.respondWith(page(request, url.pathname, 0));
    }
  });
}());
