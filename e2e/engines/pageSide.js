// biome-ignore-all lint: ES5, because it runs before anything is known of the engine.
// biome-ignore-all format: a comma after the last argument is ES2017.
/**
 * Runs in the page before the portal. It makes the object that a box's native host puts there
 * (docs/integrate/host-bridge.md), which passes messages to the simulated box in the test's process, and it measures times.
 */
(function () {
  var page = String(Math.random()).slice(2);

  function ask(method, path, body, then, failed) {
    var xhr = new XMLHttpRequest();
    xhr.open(method, path);
    xhr.onload = function () {
      then(xhr.responseText);
    };
    xhr.onerror = failed;
    xhr.send(body);
  }

  function deliver(json) {
    if (window.stbHost.onmessage) window.stbHost.onmessage({ data: json });
  }

  function hear(after) {
    ask(
      'GET',
      '/box/hear?page=' + page + '&after=' + after,
      null,
      function (text) {
        var messages = JSON.parse(text);
        // Each message in a task of its own, as a host's bridge delivers it.
        for (var i = 0; i < messages.length; i++) setTimeout(deliver, 0, messages[i]);
        hear(after + messages.length);
      },
      function () {
        setTimeout(function () {
          hear(after);
        }, 100);
      }
    );
  }

  window.stbHost = {
    onmessage: null,
    postMessage: function (json) {
      ask(
        'POST',
        '/box/say?page=' + page,
        json,
        function () {},
        function () {}
      );
    },
  };
  hear(0);

  /** Milliseconds since the navigation began; `moves` are from a key event to the change of focus it caused. */
  var measured = { errors: [], said: [], firstPaint: null, firstFocus: null, moves: [], painted: true };
  var pressed = null;
  window.measured = measured;

  window.onerror = function (message, file, line, column) {
    measured.errors.push(message + ' (' + file + ':' + line + ':' + column + ')');
  };

  // The oldest engines lack this event; they have no trusted types either.
  window.addEventListener('unhandledrejection', function (event) {
    measured.errors.push('unhandled rejection: ' + event.reason);
  });

  document.addEventListener('securitypolicyviolation', function (event) {
    measured.errors.push('policy broken: ' + event.violatedDirective + ' ' + event.blockedURI);
  });

  console.info = function (line) {
    measured.said.push(String(line));
  };

  document.addEventListener(
    'keydown',
    function () {
      pressed = performance.now();
      measured.painted = false;
      requestAnimationFrame(function () {
        requestAnimationFrame(function () {
          measured.painted = true;
        });
      });
    },
    true
  );

  new MutationObserver(function (changes) {
    var now = performance.now();
    var app = document.getElementById('app');
    if (!app) return;
    if (measured.firstPaint === null && app.firstChild) {
      measured.firstPaint = -1;
      requestAnimationFrame(function () {
        measured.firstPaint = performance.now();
      });
    }
    if (measured.firstFocus === null && document.querySelector('[id^="service-"][data-focused]')) {
      measured.firstFocus = now;
    }
    for (var i = 0; i < changes.length; i++) {
      if (changes[i].attributeName === 'data-focused' && pressed !== null) {
        measured.moves.push(now - pressed);
        pressed = null;
        return;
      }
    }
  }).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['data-focused'],
  });
})();
