// seeds.ts
import { chromium } from 'playwright-core';

// ../s4/e2e/page/lookFaults.ts
function lookFaults() {
  const faults = [];
  const root = document.documentElement;
  const probe = document.body.appendChild(document.createElement('i'));
  Object.assign(probe.style, { position: 'absolute', width: '10rem' });
  const rem = probe.getBoundingClientRect().width / 10;
  const drawn = (rem * 10) / probe.offsetWidth;
  probe.remove();
  const isSd = root.dataset.layout === 'sd';
  const isLarge = root.dataset.type === 'large';
  const [safeX, safeY] = isSd ? [1.6, 1.325] : [3.2, 1.8];
  const width = parseFloat(getComputedStyle(root).getPropertyValue('--wide')) * rem;
  const height = (isSd ? 26.5 : 36) * rem;
  const left = (window.innerWidth - width) / 2;
  const safe = {
    left: left + safeX * rem,
    right: left + width - safeX * rem,
    top: safeY * rem,
    bottom: height - safeY * rem,
  };
  if (width < 0.9 * window.innerWidth) faults.push('part of the screen is not used');
  const focused = document.querySelectorAll('[data-focused]');
  if (focused.length !== 1) faults.push(`${focused.length} focused`);
  if (focused[0] && !focused[0].id) faults.push('the focused item has no id');
  const nodes = document.querySelectorAll('#app *').length;
  if (nodes > 600) faults.push(`${nodes} nodes`);
  if (!document.querySelector('h1')) faults.push('no h1');
  const dialog = [...document.querySelectorAll('[role="dialog"]')].pop();
  const hints = (dialog ?? document).querySelector('[data-hints]')?.textContent;
  const foot = document.querySelector('footer');
  const hasFoot = foot !== null || dialog !== void 0;
  if (foot && !hints) faults.push('no key is explained');
  if (foot?.lastElementChild?.textContent === '') faults.push('no hotline');
  const isPartial = (element) =>
    element.closest(
      '[data-beyond], [data-spare], svg, [hidden], [data-keys$="s"], [data-keys="upDown"]',
    ) !== null;
  const inside = (box, of) =>
    box.left > of.left - 2 &&
    box.right < of.right + 2 &&
    box.top > of.top - 3 &&
    box.bottom < of.bottom + 3;
  const shown = (element, lines) => {
    const { box, clamps } = paintedBox(element);
    return box && clamps ? lines.filter(({ top }) => top < box.bottom - 2) : lines;
  };
  const paintedBoxes = /* @__PURE__ */ new Map();
  const paintedBox = (element) => {
    const known = paintedBoxes.get(element);
    if (known) return known;
    const style = getComputedStyle(element);
    const paints = style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.overflow === 'hidden';
    const counts = paints && style.display !== 'inline';
    const clamp = style.getPropertyValue('-webkit-line-clamp');
    const clamps = counts && clamp !== 'none' && clamp !== '';
    const found = { box: counts ? element.getBoundingClientRect() : null, clamps };
    paintedBoxes.set(element, found);
    return found;
  };
  const writings = [];
  const pen = document.createElement('canvas').getContext('2d');
  const painted = (text, font, lines) => {
    pen.font = font;
    const { fontBoundingBoxAscent, actualBoundingBoxAscent, actualBoundingBoxDescent } =
      pen.measureText(text);
    const above = Math.round(fontBoundingBoxAscent) - actualBoundingBoxAscent;
    const high = actualBoundingBoxAscent + actualBoundingBoxDescent;
    return lines.map(
      ({ x, y, width: width2 }) => new DOMRect(x, y + above * drawn, width2, high * drawn),
    );
  };
  const peeks = ({ left: left2, top, bottom }, around) => {
    const box = around.getBoundingClientRect();
    return left2 < box.right && top < box.bottom - 1 && bottom > box.bottom + 2;
  };
  const walker = document.createTreeWalker(
    dialog ?? document.querySelector('#app'),
    NodeFilter.SHOW_TEXT,
  );
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    const isSpare = element.hasAttribute('data-spare') && !element.closest('[data-beyond]');
    if (text === '' || (isPartial(element) && !isSpare)) continue;
    range.selectNodeContents(node);
    const name = `"${text.slice(0, 24)}"`;
    const { fontFamily, fontSize, fontWeight } = getComputedStyle(element);
    const size = parseFloat(fontSize) * drawn;
    const font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const lines = shown(element, painted(text, font, [...range.getClientRects()]));
    if (isSpare) {
      if (lines.some((line) => peeks(line, element.parentElement)))
        faults.push(`${name} peeks out`);
      continue;
    }
    const above = element.closest('[data-above]');
    for (const box of lines) {
      if (box.width < 1 || element.clientWidth === 1) continue;
      writings.push({ name, element, box, above });
    }
    if (lines.length === 0 && (element.matches('h1 + p, [role="alert"] p') || !hasFoot)) {
      faults.push(`${name} is hidden`);
    }
    for (const { index } of text.matchAll(/\d-\d\d-\d/g)) {
      const at = node.textContent.indexOf(text) + index;
      range.setStart(node, at);
      range.setEnd(node, at + 6);
      if (range.getClientRects().length > 1) faults.push(`a date breaks in ${name}`);
    }
    if (size < (isLarge ? 1.18 : 0.945) * rem) faults.push(`${name} is too small`);
    for (let around = element; around && around.id !== 'app'; ) {
      const { box, clamps } = paintedBox(around);
      if (clamps) break;
      if (box && around.clientWidth > 1) {
        const leaves = lines.some((line) => line.width > 1 && !inside(line, box));
        if (leaves) faults.push(`${name} leaves its box`);
        if (around === element && around.scrollWidth > around.clientWidth + 1) {
          faults.push(`${name} is cut`);
        }
      }
      around = around.parentElement;
    }
  }
  for (const { name, box } of writings) {
    if (!inside(box, safe)) faults.push(`${name} leaves the safe area`);
  }
  const meets = (rect, other, part) => {
    const across = Math.min(rect.right, other.right) - Math.max(rect.left, other.left);
    const down = Math.min(rect.bottom, other.bottom) - Math.max(rect.top, other.top);
    return across > 0.105 * rem && down > Math.max(1, part * Math.min(rect.height, other.height));
  };
  writings.forEach(({ name, element, box, above }, index) => {
    for (const other of writings.slice(index + 1)) {
      if (other.element === element || other.above !== above) continue;
      if (meets(box, other.box, 0.2)) {
        faults.push(`${name} meets ${other.name}`);
      }
    }
  });
  const ringed = (element) => {
    const { x, y, width: width2, height: height2 } = element.getBoundingClientRect();
    const ring = element.hasAttribute('data-focused') ? (isSd ? 0.2 : 0.36) * rem : 0;
    return new DOMRect(x - ring, y - ring, width2 + 2 * ring, height2 + 2 * ring);
  };
  const boxes = [...(dialog ?? document).querySelectorAll('[data-look]')]
    .filter((box) => !isPartial(box))
    .map((element) => ({
      element,
      box: element.getBoundingClientRect(),
      ring: ringed(element),
      above: element.closest('[data-above]'),
    }));
  const rectsOf = (selector) =>
    Array.from((dialog ?? document).querySelectorAll(selector), (element) => ({
      element,
      rect: element.getBoundingClientRect(),
    }));
  for (const { element, rect } of rectsOf('[data-icon]')) {
    const around = element.parentElement;
    const shown2 = around.getBoundingClientRect().bottom - rect.top;
    const isCut = getComputedStyle(around).overflow === 'hidden' && shown2 < rect.height - 1;
    if (isCut && shown2 > 0) faults.push(`an icon is cut to ${shown2} px`);
  }
  const hintsBox = dialog?.querySelector('[data-hints]')?.getBoundingClientRect();
  if (dialog && hintsBox && hintsBox.bottom > dialog.getBoundingClientRect().bottom - 0.3 * rem) {
    faults.push('the hints lie on the edge of the dialog');
  }
  for (const { element, rect } of rectsOf('[data-hints] > [data-same]')) {
    const isNext = ({ left: left2, top }) => top === rect.top && Math.abs(left2 - rect.right) < 2;
    const next = Array.from(element.parentElement.children, (key) => key.getBoundingClientRect());
    if (!next.some(isNext)) faults.push(`nothing says what ${element.textContent} does`);
  }
  const panels = rectsOf('section');
  const pictures = rectsOf('[role="img"]');
  for (const { element: picture, rect } of pictures) {
    for (const { name, element, box, above } of writings) {
      const isOther = !picture.contains(element) && above === picture.closest('[data-above]');
      if (isOther && meets(rect, box, 0)) faults.push(`${name} meets a picture`);
    }
  }
  for (const [index, { element, box, ring, above }] of boxes.entries()) {
    if (element.hasAttribute('data-focused') && !inside(box, safe)) {
      faults.push(`${element.id} leaves the safe area`);
    }
    for (const other of boxes.slice(index + 1)) {
      const isInside = element.contains(other.element) || other.element.contains(element);
      if (!isInside && meets(ring, other.ring, 0)) {
        faults.push(`${element.id} meets ${other.element.id}`);
      }
    }
    for (const { element: panel, rect: of } of panels) {
      const isOther = !element.contains(panel) && !panel.contains(element);
      const across = Math.min(box.right, of.right) - Math.max(box.left, of.left);
      const down = Math.min(box.bottom, of.bottom) - Math.max(box.top, of.top);
      if (isOther && across > 1 && down > 1) faults.push(`${element.id} meets a panel`);
    }
    for (const { element: picture, rect } of pictures) {
      if (!element.contains(picture) && meets(rect, ring, 0)) {
        faults.push(`a picture meets ${element.id}`);
      }
    }
    for (const writing of writings) {
      const isOther =
        writing.above === above &&
        !element.contains(writing.element) &&
        !writing.element.contains(element);
      if (isOther && meets(writing.box, ring, 0)) {
        faults.push(`${writing.name} meets ${element.id}`);
      }
    }
  }
  const totals = [...document.querySelectorAll('[data-total]')].flatMap((total) => {
    const box = total.getBoundingClientRect();
    if (box.width === 0) return [];
    return [`${total.dataset.total}: ${Math.round(box.right - left)}, ${Math.round(box.bottom)}`];
  });
  return { faults: [...new Set(faults)], totals };
}

// seeds.ts
var browser = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox'],
});
var page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
await page.goto('http://localhost:5724/?gallery&still&lang=en');
await page.waitForFunction(() => window.gallery !== void 0);
await page.evaluate(`window.look = ${lookFaults.toString()}`);
var seeds = [
  [
    'hint keys overflow: hints no longer hidden',
    '[data-hints]{overflow:visible!important;height:auto!important;line-height:1.6!important}',
  ],
  ['pill hidden in found rows', '[id^="service-"] [data-tone]{visibility:hidden!important}'],
  ['amount hidden', '[data-total="panel"]{visibility:hidden!important}'],
  ['footer 1rem lower', 'footer{bottom:.8rem!important}'],
  ['body starts higher', 'main{top:4rem!important}'],
  [
    'white text on white focus',
    '[data-look=card][data-focused]{--ink:#fff!important;--dim:#fff!important;--faint:#fff!important;color:#fff!important}',
  ],
  ['focus ring gone', '[data-focused]{box-shadow:none!important}'],
  ['title overflows: no clamp', 'b,[class]{-webkit-line-clamp:none!important}'],
  ['QR over text', '[role=img]{position:relative;left:-8rem}'],
  ['letters smaller', ':root{--letter:.9rem!important}'],
  ['letters larger', ':root{--letter:1.15rem!important}'],
  ['SD width on HD', ':root{--wide:48rem!important}'],
  ['tabs cut at right', '[role=tablist]{width:30rem;overflow:hidden}'],
  [
    'row values cut with ellipsis by hidden overflow',
    'section span{overflow:hidden;max-width:6rem;white-space:nowrap}',
  ],
  ['text transparent', 'h1+p{color:transparent!important}'],
];
for (const [name, css] of seeds) {
  const tag = await page.addStyleTag({ content: css });
  const r = await page.evaluate(async () => {
    const out = [];
    const g = window.gallery;
    for (const t of ['standard', 'large']) {
      g.setType(t);
      for (const id of g.ids.filter(
        (_, i) => i % 3 === 0 || /search|home|confirm/.test(g.ids[i]),
      )) {
        await g.show(id);
        await new Promise((r2) => setTimeout(r2));
        const f = window.look().faults;
        if (f.length) out.push(`${t} ${id}: ${f[0]}`);
      }
    }
    return out;
  });
  console.log(r.length ? 'CAUGHT' : 'BLIND ', name, r.length, (r[0] ?? '').slice(0, 110));
  await tag.evaluate((e) => e.remove());
}
await browser.close();
