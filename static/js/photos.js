/* Photos are made smaller before they are sent: at most 1,600 px, as JPEG. A file that the browser cannot read goes as it is. */
(function () {
  'use strict';
  var LONGEST = 1600, QUALITY = 0.82;

  function drawn(bitmap) {
    var scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    var canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    var pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Promise(function (done) { canvas.toBlob(done, 'image/jpeg', QUALITY); });
  }

  /* Promise of {name, blob}. */
  function shrink(file) {
    var whole = { name: file.name, blob: file };
    if (!window.createImageBitmap) return Promise.resolve(whole);
    return createImageBitmap(file, { imageOrientation: 'from-image' }).then(drawn).then(function (blob) {
      return blob && blob.size < file.size ? { name: file.name.replace(/\.[^.]*$/, '') + '.jpg', blob: blob } : whole;
    }).catch(function () { return whole; });
  }

  document.addEventListener('change', function (event) {
    var input = event.target;
    if (!input.matches('input[type=file][data-shrink]') || !window.DataTransfer) return;
    Promise.all(Array.from(input.files, shrink)).then(function (small) {
      var list = new DataTransfer();
      small.forEach(function (one) { list.items.add(new File([one.blob], one.name, { type: one.blob.type })); });
      input.files = list.files;
    });
  });

  window.orgworkShrink = shrink;
}());
