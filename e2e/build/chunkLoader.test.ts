import { expect, test } from 'vitest';
import { chunkLoader, SCRIPT_POLICY } from './chunkLoader.ts';
import { scriptPage } from './scriptPage.fixture.ts';

const LATE = './assets/late-a.js';
const STYLE = './assets/late-b.css';
const ENGINE = './assets/engine-c.js';
const USB = './assets/usb-d.js';

const LOADER = chunkLoader({
  late: { script: LATE, styles: [STYLE] },
  engine: { script: ENGINE },
  usb: { script: USB, needs: ['engine', 'late'] },
});

/** A page with the loader in it. `want` calls `import()`; the `value` it answers is null until that has ended. */
function loaderPage(globals: object = {}, before = '') {
  const page = scriptPage(globals);
  page.run(before);
  page.run(LOADER);
  const want = (name: string) => {
    const ending = { value: null as unknown };
    (page.run(`portalImport('${name}')`) as Promise<unknown>).then(
      (value) => {
        ending.value = value;
      },
      (error: Error) => {
        ending.value = error.message;
      },
    );
    return page.settled().then(() => ending);
  };
  return { ...page, want };
}

test('a script and its style sheet are requested together; the import ends when both have come', async () => {
  const page = loaderPage();
  const late = await page.want('late');
  expect(page.addresses()).toEqual([LATE, STYLE]);
  expect(page.asked[1]).toMatchObject({ rel: 'stylesheet' });
  await page.come(LATE, 'portalChunks.late = { sum: 5 }');
  expect(late.value).toBeNull();
  await page.come(STYLE);
  expect(late.value).toEqual({ sum: 5 });
});

test('no file is requested twice, however many callers want it and however often', async () => {
  const page = loaderPage();
  const both = [await page.want('engine'), await page.want('engine')];
  await page.come(ENGINE, 'portalChunks.engine = {}');
  both.push(await page.want('engine'));
  expect(page.addresses()).toEqual([ENGINE]);
  expect(both.map(({ value }) => value)).toEqual([{}, {}, {}]);
});

test('a script is requested after the chunks it imports from have run', async () => {
  const page = loaderPage();
  const usb = await page.want('usb');
  expect(page.addresses()).toEqual([ENGINE, LATE, STYLE]);
  await page.come(ENGINE, 'portalChunks.engine = {}');
  await page.come(LATE, 'portalChunks.late = {}');
  expect(page.addresses()).not.toContain(USB);
  await page.come(STYLE);
  expect(page.addresses()).toContain(USB);
  await page.come(USB, 'portalChunks.usb = { open: 1 }');
  expect(usb.value).toEqual({ open: 1 });
});

test.each([
  [LATE, STYLE],
  [STYLE, LATE],
])(
  'without %s the import fails; the next import requests that file alone',
  async (missing, there) => {
    const page = loaderPage();
    const first = await page.want('late');
    page.asked.find(({ src, href }) => src === missing || href === missing)!.fail();
    await page.come(there, there === LATE ? 'portalChunks.late = { sum: 5 }' : '');
    expect(first.value).toBe(`no ${missing}`);
    expect(page.asked.filter(({ isRemoved }) => isRemoved)).toHaveLength(1);
    const second = await page.want('late');
    expect(page.addresses().slice(2)).toEqual([missing]);
    await page.come(missing, missing === LATE ? 'portalChunks.late = { sum: 5 }' : '');
    expect(second.value).toEqual({ sum: 5 });
  },
);

test('a script that loads but leaves no exports counts as not loaded', async () => {
  const page = loaderPage();
  const engine = await page.want('engine');
  await page.come(ENGINE);
  expect(engine.value).toBe(`no ${ENGINE}`);
  await page.want('engine');
  expect(page.addresses()).toEqual([ENGINE, ENGINE]);
});

/** Trusted types as an engine has them: one policy for each name, and only that policy makes the strings. */
function trustedTypes() {
  const policies: string[] = [];
  let rules: { createScriptURL(url: string): string };
  return {
    policies,
    allows: (url: string) => rules.createScriptURL(url),
    createPolicy(name: string, given: typeof rules) {
      policies.push(name);
      rules = given;
      return { createScriptURL: (url: string) => ({ trusted: given.createScriptURL(url) }) };
    },
  };
}

test('an engine with trusted types gets addresses from one named policy, for scripts of this build only', async () => {
  const types = trustedTypes();
  const page = loaderPage({ trustedTypes: types });
  await page.want('late');
  expect(page.asked[0]!.src).toEqual({ trusted: LATE });
  expect(page.asked[1]!.href).toBe(STYLE);
  expect(types.policies).toEqual([SCRIPT_POLICY]);
  expect(types.allows(USB)).toBe(USB);
  for (const url of [
    './other.js',
    `https://evil.example/${USB}`,
    './assets/late-b.js',
    STYLE,
    '',
  ]) {
    expect(() => types.allows(url)).toThrow('no script of this build');
  }
});

const POLLUTED = `
  var evil = { script: 'https://evil.example/x.js', 0: 'https://evil.example/x.js', 1: [], 2: [] };
  Object.assign(Object.prototype, {
    evil, script: evil.script, styles: ['./evil.css'], needs: ['evil'], [${JSON.stringify(LATE)}]: Promise.resolve(),
  });
  Object.assign(Array.prototype, [evil.script, ['./evil.css'], ['evil']]);`;

test('what others wrote on the prototype of all objects is no chunk of this build', async () => {
  const types = trustedTypes();
  const page = loaderPage({ trustedTypes: types }, POLLUTED);
  const late = await page.want('late');
  const engine = await page.want('engine');
  expect(page.addresses()).toEqual([{ trusted: LATE }, STYLE, { trusted: ENGINE }]);
  for (const { come } of page.asked) come();
  await page.settled();
  expect([late.value, engine.value]).toEqual([`no ${LATE}`, `no ${ENGINE}`]);
  expect(() => types.allows('https://evil.example/x.js')).toThrow('no script of this build');
  for (const name of ['evil', 'constructor', '__proto__']) {
    expect(() => page.run(`portalImport('${name}')`)).toThrow();
  }
  expect(page.addresses()).toHaveLength(3);
});
