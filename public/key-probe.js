// Tells what a box, its browser and its remote control are, and makes a key profile of it (docs/integrate/key-profiles.md).
// ES5 and DOM level 2 alone: it must run where the portal cannot. Unknown keys are the matter here, so nothing is
// chosen with keys before they are known: time goes on by itself, and a key pressed twice leaves a question out.
// biome-ignore-all lint: ES5 on purpose
// biome-ignore-all format: a comma after the last argument is newer than ES5
(function () {
  'use strict';

  var ASK_MS = 10000;
  var TWICE_MS = 1200;
  var SAME_PRESS_MS = 120;
  var KINDS = ['keydown', 'keypress', 'irkeypress', 'systemevent'];
  var COMMANDS = [
    ['up', '上 ▲', 'Up'],
    ['down', '下 ▼', 'Down'],
    ['left', '左 ◀', 'Left'],
    ['right', '右 ▶', 'Right'],
    ['ok', '确定', 'OK'],
    ['back', '返回', 'Back'],
    ['1', '数字 1', 'Digit 1'],
    ['2', '数字 2', 'Digit 2'],
    ['3', '数字 3', 'Digit 3'],
    ['4', '数字 4', 'Digit 4'],
    ['5', '数字 5', 'Digit 5'],
    ['6', '数字 6', 'Digit 6'],
    ['7', '数字 7', 'Digit 7'],
    ['8', '数字 8', 'Digit 8'],
    ['9', '数字 9', 'Digit 9'],
    ['0', '数字 0', 'Digit 0'],
    ['pageUp', '上页 或 频道+', 'Page up or channel +'],
    ['pageDown', '下页 或 频道-', 'Page down or channel -'],
    ['home', '主页', 'Home'],
    ['exit', '退出', 'Exit'],
    ['menu', '菜单 或 设置', 'Menu or settings'],
    ['info', '信息 或 帮助', 'Info or help'],
    ['search', '搜索', 'Search'],
    ['red', '红键', 'Red'],
    ['green', '绿键', 'Green'],
    ['yellow', '黄键', 'Yellow'],
    ['blue', '蓝键', 'Blue']
  ];
  var NEEDED = 6;
  var HOSTS = [
    'stbHost',
    'tizen',
    'webOS',
    'PalmSystem',
    'gSTB',
    'stb',
    'iPanel',
    'EnReach',
    'Utility',
    'Authentication',
    'MediaPlayer',
    'jShow',
    'DVB',
    'SysSetting',
    'KeyEvent',
    'oipfObjectFactory',
    'Android',
    'android',
    'wpe'
  ];
  var NEEDS = [
    'Promise',
    'Map',
    'Symbol',
    'Object.assign',
    'Array.prototype.find',
    'JSON.parse',
    'XMLHttpRequest',
    'requestAnimationFrame',
    'performance.now',
    'history.pushState',
    'crypto.getRandomValues',
    'crypto.subtle',
    'indexedDB',
    'localStorage',
    'Element.prototype.closest',
    'Uint8Array'
  ];
  var FONTS = [
    'Noto Sans CJK SC',
    'Noto Sans SC',
    'Source Han Sans SC',
    'Microsoft YaHei',
    'WenQuanYi Micro Hei',
    'WenQuanYi Zen Hei',
    'Droid Sans Fallback',
    'PingFang SC',
    'SimHei',
    'SimSun',
    'FZLanTingHei-R-GBK',
    'FZHei-B01',
    'HYQiHei',
    'Roboto'
  ];

  var keys = {};
  var found = {};
  var facts = [];
  var told = [];
  var kindsSeen = {};
  var kindsAlone = {};
  var profiles = [];
  var sawVirtual = false;
  var index = -1;
  var askedAt = 0;
  var press = null;
  var pending = null;
  var lastAt = 0;
  var registered = [];
  var hasKeyset = false;
  var profileText = '';
  var done = false;

  function byId(id) {
    return document.getElementById(id);
  }
  /** Not by innerHTML: a policy of trusted types forbids it, even to take away. */
  function clear(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
  }
  function put(element, text) {
    clear(element);
    element.appendChild(document.createTextNode(text));
  }
  function now() {
    return new Date().getTime();
  }
  function attempt(step, otherwise) {
    try {
      return step();
    } catch (error) {
      return otherwise;
    }
  }
  function at(path) {
    var here = window;
    var names = path.split('.');
    for (var i = 0; i < names.length; i++) {
      if (here === null || here === undefined) return undefined;
      here = here[names[i]];
    }
    return here;
  }
  function parameter(name) {
    var match = new RegExp('[?&]' + name + '=([^&]*)').exec(location.search);
    return match ? decodeURIComponent(match[1]) : '';
  }

  // ---- Facts ----

  function fact(name, value) {
    for (var i = 0; i < facts.length; i++) if (facts[i][0] === name) break;
    facts[i] = [name, String(value)];
    var table = byId('facts');
    clear(table);
    for (i = 0; i < facts.length; i++) row(table, facts[i]);
  }
  function row(table, cells) {
    var line = table.insertRow(-1);
    for (var i = 0; i < cells.length; i++) put(line.insertCell(-1), cells[i]);
  }

  /** Chinese letters are of one width in every font; Latin ones are not. */
  function hasFont(family) {
    var span = document.createElement('span');
    span.style.position = 'absolute';
    span.style.fontSize = '72px';
    put(span, 'mmiWl1');
    document.body.appendChild(span);
    function width(fonts) {
      span.style.fontFamily = fonts;
      return span.offsetWidth;
    }
    var differs =
      width('"' + family + '",monospace') !== width('monospace') ||
      width('"' + family + '",serif') !== width('serif');
    document.body.removeChild(span);
    return differs;
  }

  /** Letters the font has not got look like one it cannot have. */
  function missingLetters(letters) {
    var canvas = document.createElement('canvas');
    canvas.width = canvas.height = 40;
    var pen = canvas.getContext('2d', { willReadFrequently: true });
    function look(letter) {
      pen.clearRect(0, 0, 40, 40);
      pen.font = '32px sans-serif';
      pen.fillText(letter, 2, 34);
      var data = pen.getImageData(0, 0, 40, 40).data;
      var sum = '';
      for (var i = 3; i < data.length; i += 16) sum += data[i] > 99 ? 1 : 0;
      return sum;
    }
    var none = look('\uffff');
    var missing = '';
    for (var i = 0; i < letters.length; i++) {
      if (look(letters.charAt(i)) === none) missing += letters.charAt(i);
    }
    return missing;
  }

  function gatherFacts() {
    var i;
    var list = [];
    fact('浏览器 browser', navigator.userAgent);
    fact(
      '屏幕 screen',
      screen.width +
        '×' +
        screen.height +
        ', 窗口 window ' +
        window.innerWidth +
        '×' +
        window.innerHeight +
        ', ×' +
        (window.devicePixelRatio || 1)
    );
    for (i = 0; i < HOSTS.length; i++) if (HOSTS[i] in window) list.push(HOSTS[i]);
    fact('宿主对象 host objects', list.join(' ') || '无 none');
    list = [];
    if (at('stbHost')) list.push('stbHost');
    if (at('navigator.usb')) list.push('WebUSB');
    if (at('navigator.hid')) list.push('WebHID');
    if (at('WebSocket')) list.push('WebSocket');
    fact('读卡通道 reader ports', list.join(' ') || '无 none');
    attempt(askDaemon);
    list = [];
    for (i = 0; i < FONTS.length; i++)
      if (
        attempt(function () {
          return hasFont(FONTS[i]);
        })
      )
        list.push(FONTS[i]);
    var missing = attempt(function () {
      return missingLetters('缴费电视費龘䶮');
    }, '?');
    fact(
      '字体 fonts',
      (list.join(', ') || '?') + (missing ? '; 缺字 missing ' + missing : '; 缴费電視 ✓')
    );
    fact('帧率 frames', '…');
    countFrames();
    list = [];
    for (i = 0; i < NEEDS.length; i++)
      if (
        !attempt(function () {
          return at(NEEDS[i]);
        })
      )
        list.push(NEEDS[i]);
    if (!attempt(hasVariables)) list.push('CSS --x');
    if (!('flex' in document.documentElement.style)) list.push('CSS flex');
    if (window.isSecureContext === false) list.push('https');
    // Left by the script before this one, where the engine can read it.
    if (window.probeSyntax !== true) list.unshift('ES2015');
    fact('缺少功能 missing', list.join(', ') || '无 none ✓');
  }

  /** What the reader daemon of config.json says of its readers; it serves one page at a time. */
  function askDaemon() {
    var name = '读卡服务 reader daemon';
    var xhr = new XMLHttpRequest();
    function talk(daemon) {
      var socket = new WebSocket(daemon.url);
      function say(message) {
        socket.send(JSON.stringify(message));
      }
      socket.onopen = function () {
        say({ id: 0, method: 'hello', version: 1, token: daemon.token });
      };
      socket.onclose = function (event) {
        fact(name, '无应答 closed ' + event.code);
      };
      socket.onmessage = function (event) {
        var message = JSON.parse(event.data);
        if (message.id === 0) say({ id: 1, method: 'list' });
        if (message.id !== 1) return;
        socket.onclose = null;
        socket.close();
        if (message.error) return fact(name, message.error.code);
        var left = message.result.unwatched || [];
        fact(
          name,
          (message.result.readers.join(', ') || '无 none') +
            (left.length ? '; 未启用 not watched: ' + left.join(', ') : '')
        );
      };
    }
    xhr.onreadystatechange = function () {
      if (xhr.readyState !== 4) return;
      attempt(function () {
        var daemon = JSON.parse(xhr.responseText).readerDaemon;
        if (daemon) talk(daemon);
      });
    };
    xhr.open('GET', 'config.json');
    xhr.send();
  }

  function hasVariables() {
    var box = document.createElement('div');
    box.style.position = 'absolute';
    box.style.setProperty('--probe', '7px');
    box.style.width = 'var(--probe)';
    document.body.appendChild(box);
    var width = box.offsetWidth;
    document.body.removeChild(box);
    return width === 7;
  }

  function countFrames() {
    var frame = window.requestAnimationFrame || window.webkitRequestAnimationFrame;
    if (!frame) return fact('帧率 frames', '无 none');
    var frames = 0;
    var start = now();
    function step() {
      frames++;
      if (now() - start < 1000) return frame.call(window, step);
      fact('帧率 frames', Math.round((frames * 1000) / (now() - start)) + ' /s');
    }
    frame.call(window, step);
  }

  // ---- Keys ----

  /** Televisions give some keys only to those who ask. */
  function askForKeys() {
    attempt(function () {
      var list = window.tizen.tvinputdevice.getSupportedKeys();
      for (var i = 0; i < list.length; i++) {
        var name = list[i].name;
        if (/Volume|Power|^Exit$|Home/.test(name)) continue;
        try {
          window.tizen.tvinputdevice.registerKey(name);
          registered.push(name);
        } catch (error) {}
      }
    });
    attempt(function () {
      if (!window.oipfObjectFactory && !/HbbTV|VIDAA/.test(navigator.userAgent)) return;
      var manager = document.createElement('object');
      manager.type = 'application/oipfApplicationManager';
      document.body.appendChild(manager);
      manager.getOwnerApplication(document).privateData.keyset.setValue(479);
      hasKeyset = true;
    });
    attempt(function () {
      new window.EnReach().EnableRCNumKey(0);
    });
  }

  function nameOf(event) {
    var code = event.which || event.keyCode || event.charCode || 0;
    return (
      (event.ctrlKey ? 'ctrl+' : '') +
      (event.altKey ? 'alt+' : '') +
      (event.shiftKey ? 'shift+' : '') +
      code
    );
  }
  function show(kind, event, code) {
    var time = now();
    told.unshift([
      kind,
      code,
      [event.keyCode, event.which, event.charCode].join(' / '),
      (event.key || '') +
        ' ' +
        (event.keyIdentifier || '') +
        (event.modifiers === undefined ? '' : ' modifiers ' + event.modifiers),
      (event.repeat ? '重复 repeat ' : '') + '+' + (lastAt ? time - lastAt : 0) + ' ms'
    ]);
    lastAt = time;
    var table = byId('events');
    clear(table);
    row(table, ['事件 event', '键值 code', 'code/which/char', 'key', 'Δt']);
    for (var i = 0; i < Math.min(told.length, 9); i++) row(table, told[i]);
  }

  function hear(kind) {
    return function (given) {
      var event = given || window.event;
      var code = nameOf(event);
      show(kind, event, code);
      if (kind === 'keyup') {
        if (press) press.up = true;
      } else if (code === '768') {
        sawVirtual = true;
        note(
          '768: ' +
            attempt(function () {
              return JSON.stringify(window.Utility.getEvent());
            }, '?')
        );
      } else if (!/(^|\+)(0|16|17|18|91)$/.test(code)) {
        collect(kind, code, event);
      }
      if (event.preventDefault) event.preventDefault();
      return event.preventDefault ? false : 0;
    };
  }

  /** All events of one press make one press; keydown says its code best. */
  function collect(kind, code, event) {
    var time = now();
    if (
      kind === 'systemevent' &&
      !press &&
      (kindsSeen.keydown || kindsSeen.keypress || kindsSeen.irkeypress)
    )
      return;
    kindsSeen[kind] = true;
    if (press && time - press.at < SAME_PRESS_MS && !press.kinds[kind]) {
      press.kinds[kind] = code;
      if (kind === 'keydown') press.code = code;
      return;
    }
    if (event.repeat || (press && press.code === code && !press.up && time - press.last < 300)) {
      if (press) press.last = time;
      return;
    }
    press = { code: code, at: time, last: time, up: false, kinds: {} };
    press.kinds[kind] = code;
    var mine = press;
    setTimeout(function () {
      settle(mine);
    }, SAME_PRESS_MS);
  }

  function settle(one) {
    if (!one.kinds.keydown) for (var kind in one.kinds) kindsAlone[kind] = true;
    if (done) return act(keys[one.code]);
    if (index < 0) return;
    if (pending && pending.code === one.code) {
      clearTimeout(pending.timer);
      pending = null;
      return next();
    }
    if (pending) take();
    if (done) return;
    var known = keys[one.code];
    note(
      known
        ? one.code + ' = ' + known + ': 已经记录，再按一次跳过 · known already, once more skips'
        : one.code + ' · 再按一次跳过 once more skips'
    );
    pending = { code: one.code, known: known, timer: setTimeout(known ? forget : take, TWICE_MS) };
  }
  function forget() {
    pending = null;
  }
  function take() {
    if (!pending) return;
    clearTimeout(pending.timer);
    var one = pending;
    pending = null;
    if (one.known) return;
    keys[one.code] = COMMANDS[index][0];
    found[COMMANDS[index][0]] = one.code;
    next();
  }
  function note(text) {
    put(byId('note'), text);
  }

  function next() {
    index++;
    askedAt = now();
    if (index >= COMMANDS.length) return finish();
    put(byId('count'), index + 1 + ' / ' + COMMANDS.length + (best() ? ' · ' + best().say : ''));
    put(byId('wanted'), '请按 ' + COMMANDS[index][1]);
    put(byId('wantedEn'), 'Press ' + COMMANDS[index][2]);
    note('没有此键？等待，或连按任意键两次。No such key? Wait, or press any key twice.');
  }
  function tick() {
    if (done || index < 0) return;
    var left = ASK_MS - (now() - askedAt);
    byId('time').style.width = Math.max(0, (left / ASK_MS) * 100) + '%';
    if (left <= 0) {
      if (pending) take();
      else next();
    }
  }

  // ---- What comes of it ----

  function best() {
    var top = null;
    for (var i = 0; i < profiles.length; i++) {
      var fits = 0;
      var all = 0;
      for (var code in keys) {
        all++;
        var means = profiles[i].keys[code];
        if (means === keys[code]) fits++;
        else if (means) fits--;
      }
      var size = attempt(function () {
        return JSON.stringify(profiles[i].keys).length;
      }, 0);
      if (all && (!top || fits > top.fits || (fits === top.fits && size < top.size))) {
        top = { profile: profiles[i], fits: fits, all: all, size: size };
      }
    }
    if (top)
      top.say =
        top.profile.title['zh-CN'] + ' ' + top.profile.name + ' ' + top.fits + '/' + top.all;
    return top;
  }

  function missing() {
    var list = [];
    for (var i = 0; i < NEEDED; i++) if (!found[COMMANDS[i][0]]) list.push(COMMANDS[i][0]);
    return list.join(' ');
  }

  function profile() {
    var made = {
      name: 'own',
      title: { 'zh-CN': '现场采集', en: 'Collected in the field' },
      source: navigator.userAgent
    };
    var events = [];
    for (var i = 1; i < KINDS.length; i++) if (kindsAlone[KINDS[i]]) events.push(KINDS[i]);
    if (events.length) made.events = events;
    if (sawVirtual) made.virtual = 768;
    if (registered.length) made.register = registered;
    if (hasKeyset) made.keyset = 479;
    made.keys = keys;
    return made;
  }

  function finish() {
    done = true;
    var top = best();
    var lost = missing();
    var whole = top && top.fits === top.all;
    profileText = JSON.stringify(profile(), null, 1);
    put(byId('count'), top ? '最接近 best fit: ' + top.say : '完成 done');
    put(
      byId('wanted'),
      lost ? '缺少 ' + lost : whole ? '"keys": "' + top.profile.name + '"' : '新键值表'
    );
    put(
      byId('wantedEn'),
      lost
        ? 'Missing: test again'
        : whole
          ? 'Put this into config.json'
          : 'A profile of its own'
    );
    note('config.json: "keys": { … } 或 or keys/own.json');
    byId('events').style.display = 'none';
    byId('bar').style.display = 'none';
    byId('result').style.display = 'block';
    put(byId('result'), JSON.stringify(profile()));
    var acts = byId('acts');
    link(acts, found.ok ? '确定 保存 OK: save' : '保存 save', save);
    link(acts, '◀ 重测 again', again);
    link(acts, '▶ 复制 copy', copy);
    window.keyProbe = { profile: profile(), facts: facts, best: top && top.profile.name };
    report();
  }
  function link(parent, text, onPress) {
    var anchor = document.createElement('a');
    put(anchor, text);
    anchor.onclick = onPress;
    parent.appendChild(anchor);
  }
  function act(command) {
    if (command === 'ok') save();
    else if (command === 'left') again();
    else if (command === 'right') copy();
  }
  function again() {
    location.reload();
  }
  function save() {
    var anchor = document.createElement('a');
    anchor.href = 'data:application/json;charset=utf-8,' + encodeURIComponent(profileText);
    anchor.setAttribute('download', 'own.json');
    document.body.appendChild(anchor);
    attempt(function () {
      anchor.click();
    });
    document.body.removeChild(anchor);
    note('已保存 saved: own.json');
  }
  function copy() {
    var area = document.createElement('textarea');
    area.value = profileText;
    document.body.appendChild(area);
    area.select();
    var copied = attempt(function () {
      return document.execCommand('copy');
    });
    document.body.removeChild(area);
    note(copied ? '已复制 copied' : '无法复制 cannot copy');
  }
  function report() {
    var url = parameter('report');
    if (!url) return;
    var xhr = new XMLHttpRequest();
    xhr.onreadystatechange = function () {
      if (xhr.readyState === 4) note('上报 report: ' + (xhr.status || '失败 failed') + ' ' + url);
    };
    attempt(function () {
      xhr.open('POST', url, true);
      xhr.setRequestHeader('Content-Type', 'text/plain');
      xhr.send(JSON.stringify({ profile: profile(), facts: facts, events: told }));
    });
  }

  function loadProfiles() {
    var xhr = new XMLHttpRequest();
    xhr.onreadystatechange = function () {
      if (xhr.readyState === 4) {
        profiles = attempt(function () {
          return JSON.parse(xhr.responseText);
        }, []);
      }
    };
    attempt(function () {
      xhr.open('GET', './keys/all.json', true);
      xhr.send(null);
    });
  }

  /** Back may come as the browser's history: it must not take the page away. */
  function keepPage() {
    attempt(function () {
      history.pushState('probe', '');
      window.onpopstate = function () {
        if (history.state === 'probe') return;
        history.pushState('probe', '');
        show('popstate', {}, 'history');
      };
    });
  }

  function start() {
    document.documentElement.style.fontSize = window.innerWidth / 64 + 'px';
    for (var i = 0; i < KINDS.length; i++) document['on' + KINDS[i]] = hear(KINDS[i]);
    document.onkeyup = hear('keyup');
    keepPage();
    askForKeys();
    loadProfiles();
    gatherFacts();
    setInterval(tick, 100);
    setTimeout(next, 1500);
  }
  start();
})();
