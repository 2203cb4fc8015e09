/** Chunks as scripts: what one exports, the others find. */
import { expect, test } from 'vitest';
import { bootCode } from './bootScript.ts';
import { classicChunk } from './classicChunk.ts';
import { scriptPage } from './scriptPage.fixture.ts';

const LATE = './assets/late-aaaaaa.js';
const names = {
  first: { name: 'index', exports: ['s', 't'] },
  of: (file: string) => /\.\/(\w+)/.exec(file)![1]!,
};

/** An `import()` as Vite and the bundler write it. */
const PRELOAD = `const __vitePreload = function(load) { return load(import.meta.url); };`;
const ASKS = `window.asked = __vitePreload(async () => {
  const { sum } = await import("./late-a.js").then((n) => n.u);
  return { sum };
}, ["late.css"], import.meta.url);`;

const boot = await bootCode({ index: ['ffffff'], late: ['aaaaaa'] });
const first = (body: string) => {
  const script = classicChunk(`${PRELOAD}\n${body}`, 'index', names);
  return `${boot}(function() {${script}})();`;
};
const other = (name: string, body: string) =>
  `(function() {${classicChunk(body, name, names)}})();`;

test('a second script uses what the first one exports, and a third one what the second does', async () => {
  const page = scriptPage();
  page.run(
    first(`const add = (a, b) => a + b; const one = 1; ${ASKS} export { add as t, one as s };`),
  );
  await page.settled();
  expect(page.addresses()).toEqual([LATE]);
  const late = 'import { t as plus } from "./index-f.js"; const sum = plus(2, 3);';
  const namespace = 'var late_exports = /* @__PURE__ */ __exportAll({ sum: () => sum });';
  await page.come(
    LATE,
    other('late', `${namespace} ${late} export { plus as p, late_exports as u };`),
  );
  expect(await page.run('window.asked')).toEqual({ sum: 5 });
  const third = 'import { s } from "./index-f.js"; import { p as plus } from "./late-a.js";';
  page.run(other('usb', `${third} const webUsb = plus(s, 6); export { webUsb };`));
  expect(page.run('portalChunks.usb')).toEqual({ webUsb: 7 });
});

test('a chunk with an import() does not import the helper that Vite needs for modules', async () => {
  const page = scriptPage();
  page.run(first(`const one = 1; export { __vitePreload as s, one as t };`));
  expect(page.run('portalChunks.index')).toEqual([undefined, 1]);
  page.run(other('usb', `import { s as __vitePreload } from "./index-f.js"; ${ASKS} export {};`));
  await page.settled();
  expect(page.addresses()).toEqual([LATE]);
});

test('a variable that changes after the start is not exported', () => {
  const changing = 'let n = 0; const up = () => { n++; }; export { n as t, up as s };';
  expect(() => first(changing)).toThrow('n is exported, and changes after the start');
});

test.each(['export const a = 1;', 'export default 1;', 'export * from "x";', 'import("x");'])(
  'an export or import in a shape that the bundler does not write is refused: %s',
  (body) => {
    expect(() => first(body)).toThrow('in a classic script');
  },
);
