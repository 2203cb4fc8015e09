// biome-ignore-all lint: ES5, because it runs where pageSide.js does.
/** Removes from today's Chromium what Chromium 53 or WebKit 602 lacks. An error names what could not be removed. */
(function () {
  var lacks = [
    [
      window,
      'AbortController AbortSignal BigInt BroadcastChannel FinalizationRegistry Headers IntersectionObserver Intl ' +
        'Proxy Request ResizeObserver Response TextDecoder TextEncoder URLSearchParams WeakRef fetch globalThis ' +
        'queueMicrotask requestIdleCallback structuredClone isSecureContext',
    ],
    [Object, 'entries fromEntries getOwnPropertyDescriptors groupBy hasOwn values'],
    [Promise, 'allSettled any try withResolvers'],
    [Promise.prototype, 'finally'],
    [Array, 'fromAsync'],
    [Array.prototype, 'at findLast findLastIndex flat flatMap toReversed toSorted toSpliced with'],
    [String.prototype, 'at matchAll padEnd padStart replaceAll trimEnd trimStart'],
    [Uint8Array.prototype.__proto__, 'at findLast toReversed toSorted with'],
    [Element.prototype, 'after append before prepend replaceChildren replaceWith toggleAttribute'],
    [Document.prototype, 'append prepend replaceChildren'],
    [Node.prototype, 'getRootNode'],
    [NodeList.prototype, 'forEach'],
    [KeyboardEvent.prototype, 'code key repeat'],
    [Crypto.prototype, 'randomUUID subtle'],
    [Navigator.prototype, 'hid serial usb locks'],
  ];
  for (var i = 0; i < lacks.length; i++) {
    var names = lacks[i][1].split(' ');
    for (var j = 0; j < names.length; j++) {
      delete lacks[i][0][names[j]];
      if (lacks[i][0][names[j]] !== undefined) throw new Error(names[j] + ' is still there');
    }
  }
})();
