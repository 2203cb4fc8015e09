/** Two chunks as two scripts: what one leaves, the other finds. */
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { classicChunk, SCRIPT_POLICY } from './classicChunks.ts';

const FILES = { script: './assets/late-a.js', style: './assets/late-a.css', beside: ['./usb.js'] };
const PRELOAD = `const __vitePreload = function(load) { return load(import.meta.url); };`;

interface Element {
  onload(): void;
  onerror(): void;
  remove(): void;
  src?: string;
  href?: string;
}

/** A page that asks for files; the test says which come. */
function page(globals: object = {}) {
  const elements: Element[] = [];
  const removed: Element[] = [];
  const window: Record<string, unknown> = { ...globals };
  const context = createContext({
    ...globals,
    get portalScript() {
      return window.portalScript;
    },
    window,
    document: {
      createElement() {
        const element = { remove: () => removed.push(element) } as unknown as Element;
        return element;
      },
      head: { appendChild: (element: Element) => elements.push(element) },
    },
  });
  return { elements, removed, window, run: (code: string) => runInContext(code, context) };
}

const first = (body: string) => classicChunk(`${PRELOAD}\n${body}`, true, FILES);
const ASKS = `window.asked = __vitePreload(() => import("./late.js"), ["late.css"], import.meta.url);`;

test('the second script uses what the first one exports, by the names both know', async () => {
  const here = page();
  here.run(first(`const add = (a, b) => a + b; ${ASKS} export { add as t };`));
  expect(here.elements.map(({ src, href }) => src ?? href)).toEqual([FILES.style, FILES.script]);
  here.run(
    classicChunk(
      'import { t as plus } from "./index.js"; const sum = plus(2, 3); export { sum };',
      false,
      FILES,
    ),
  );
  for (const element of here.elements) element.onload();
  expect(await here.window.asked).toEqual({ sum: 5 });
});

/** As an engine with trusted types has them: one policy a name, strings made by it only. */
function trustedTypes() {
  const policies: string[] = [];
  return {
    policies,
    createPolicy(name: string, rules: { createScriptURL(url: string): string }) {
      policies.push(name);
      return { createScriptURL: (url: string) => ({ trusted: rules.createScriptURL(url) }) };
    },
  };
}

test('an engine with trusted types gets addresses from one named policy, for scripts of this build only', () => {
  const types = trustedTypes();
  const here = page({ trustedTypes: types });
  here.run(first(`const a = 1; ${ASKS} export { a as t };`));
  expect(here.elements[1]!.src).toEqual({ trusted: FILES.script });
  expect(types.policies).toEqual([SCRIPT_POLICY]);
  expect(here.run(`portalScript('./usb.js')`)).toEqual({ trusted: './usb.js' });
});

test.each([{}, { trustedTypes: trustedTypes() }])(
  'a script of another name is refused: %#',
  (globals) => {
    const here = page(globals);
    here.run(first(`const a = 1; ${ASKS} export { a as t };`));
    for (const url of ['./other.js', 'https://evil.example/usb.js', './assets/late-b.js', '']) {
      expect(() => here.run(`portalScript(${JSON.stringify(url)})`)).toThrow(
        'no script of this build',
      );
    }
  },
);

test('without its style sheet the second script has not come', async () => {
  const here = page();
  here.run(first(`const a = 1; ${ASKS} export { a as t };`));
  const [style, script] = here.elements;
  script!.onload();
  style!.onerror();
  await expect(here.window.asked).rejects.toThrow('no ./assets/late-a.css');
  expect(here.removed).toEqual([style]);
});

test.each([
  ['let n = 0; const up = () => { n++; }; export { n as t, up as u };', 'n'],
  ['let n = 0; function set(x) { n = x; } export { n as t, set as u };', 'n'],
  ['let n = 0; const f = () => { const g = (n) => n; n = g(1); }; export { n as t, f as u };', 'n'],
])('what changes after the start cannot be exported: %s', (body, name) => {
  expect(() => first(body)).toThrow(`${name} is exported, and changes after the start`);
});

test.each([
  'let n = 0; n = 1; export { n as t };',
  'let n = 0; const f = () => { let n = 1; n = 2; return n; }; export { n as t, f as u };',
  'let n = 0; const f = (n) => { n = 2; return n; }; export { n as t, f as u };',
  'let n = 0; const f = ({ a: [n] }) => { n = 2; return n; }; export { n as t, f as u };',
])('another variable of the same name may change: %s', (body) => {
  expect(first(body)).toContain('window.portalFirst = {');
});

test.each(['export const a = 1;', 'export default 1;', 'export * from "x";', 'import("x");'])(
  'a shape that the bundler does not write is refused: %s',
  (body) => {
    expect(() => first(body)).toThrow('in a classic script');
  },
);
