import { expect, test } from 'vitest';
import { SCRIPT_POLICY } from '../../src/app/boot/names.ts';
import { bootCode, bootScript } from './bootScript.ts';
import { classicScripts } from './classicScripts.ts';
import { scriptPage } from './scriptPage.fixture.ts';
import { PAGE, smallBuild } from './smallBuild.fixture.ts';

const INDEX = './assets/index-iiiiii.js';
const LATE = './assets/late-aaaaaa.js';
const STYLE = './assets/late-bbbbbb.css';
const ENGINE = './assets/engine-cccccc.js';
const USB = './assets/usb-dddddd.js';
const SHEET = ':root{--late-whole:"bbbbbb"}';

const BOOT = await bootCode({
  index: ['iiiiii'],
  late: ['aaaaaa', 'bbbbbb'],
  engine: ['cccccc'],
  usb: ['dddddd', '', ['engine', 'late']],
});

/** A page with the boot script in it. `want` calls `import()`; the `value` it answers is null until that has ended. */
function bootPage(globals: object = {}, before = '') {
  const page = scriptPage(globals);
  page.run(before);
  page.run(BOOT);
  const want = async (name: string) => {
    const ending = { value: null as unknown };
    void (page.run(`portalImport('${name}')`) as Promise<unknown>).then((value) => {
      ending.value = value;
    });
    await page.settled();
    return ending;
  };
  return { ...page, want, wanted: () => page.addresses().slice(1) };
}

test('the page asks for the boot script twice, and early for what it brings; nothing else is in its way', async () => {
  const files = {
    ...PAGE,
    'main.js': 'import "./main.css"; window.a = 1;',
    'main.css': 'p { top: 0 }',
  };
  const plugins = [classicScripts(/late\.js$/), bootScript()];
  const { files: built } = await smallBuild(files, { plugins });
  const page = built['index.html']!;
  const [script, style] = ['js', 'css'].map(
    (ending) =>
      Object.keys(built).find((name) => name.startsWith('assets/index') && name.endsWith(ending))!,
  );
  expect(page).toMatch(
    /<script async src="\.\/(assets\/boot-[\w-]{6}\.js)"><\/script><script async src="\.\/\1\?again"><\/script>/,
  );
  expect(page).toContain(`<link rel="preload" as="script" href="./${script}">`);
  expect(page).toContain(`<link rel="preload" as="style" href="./${style}">`);
  expect(page).not.toMatch(/module|crossorigin|rel="stylesheet"|defer/);
  expect(built[style!]).toMatch(/\n:root\{--index-whole:"[\w-]{6}"\}$/);
  expect(page.indexOf('/boot-')).toBeLessThan(page.indexOf('<meta'));
});

test('the boot script begins with the first script; the second sending of it does nothing', async () => {
  const page = bootPage();
  await page.settled();
  expect(page.addresses()).toEqual([INDEX]);
  page.run(BOOT);
  await page.settled();
  expect(page.addresses()).toEqual([INDEX]);
});

test('a script and its style sheet are requested together; the import ends when both are in effect', async () => {
  const page = bootPage();
  const late = await page.want('late');
  expect(page.wanted()).toEqual([LATE, STYLE]);
  await page.come(LATE, 'portalChunks.late = { sum: 5 }');
  expect(late.value).toBeNull();
  await page.come(STYLE, SHEET);
  expect(late.value).toEqual({ sum: 5 });
});

test('half a style sheet is not in effect', async () => {
  const page = bootPage();
  const late = await page.want('late');
  await page.come(LATE, 'portalChunks.late = { sum: 5 }');
  await page.come(STYLE, 'p { top');
  expect(late.value).toBeNull();
});

test('another build’s style sheet under this build’s name is not in effect', async () => {
  const page = bootPage();
  const late = await page.want('late');
  await page.come(LATE, 'portalChunks.late = { sum: 5 }');
  await page.come(STYLE, SHEET.replace('bbbbbb', 'cccccc'));
  expect(late.value).toBeNull();
});

test('no file is requested twice, however many callers want it and however often', async () => {
  const page = bootPage();
  const both = [await page.want('engine'), await page.want('engine')];
  await page.come(ENGINE, 'portalChunks.engine = {}');
  both.push(await page.want('engine'));
  expect(page.wanted()).toEqual([ENGINE]);
  expect(both.map(({ value }) => value)).toEqual([{}, {}, {}]);
});

test('a script is requested after the chunks it imports from have run', async () => {
  const page = bootPage();
  const usb = await page.want('usb');
  expect(page.wanted()).toEqual([ENGINE, LATE, STYLE]);
  await page.come(ENGINE, 'portalChunks.engine = {}');
  await page.come(LATE, 'portalChunks.late = {}');
  expect(page.wanted()).not.toContain(USB);
  await page.come(STYLE, SHEET);
  expect(page.wanted()).toContain(USB);
  await page.come(USB, 'portalChunks.usb = { open: 1 }');
  expect(usb.value).toEqual({ open: 1 });
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
  const page = bootPage({ trustedTypes: types });
  await page.want('late');
  expect(page.asked.map(({ src, href }) => src ?? href)).toEqual([
    { trusted: INDEX },
    { trusted: LATE },
    STYLE,
  ]);
  expect(types.policies).toEqual([SCRIPT_POLICY]);
  expect(types.allows(USB)).toBe(USB);
  expect(types.allows(`${USB}?3`)).toBe(`${USB}?3`);
  for (const url of [
    './other.js',
    `https://evil.example/${USB}`,
    './assets/late-bbbbbb.js',
    STYLE,
    '',
  ]) {
    expect(() => types.allows(url)).toThrow();
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
  const page = bootPage({ trustedTypes: types }, POLLUTED);
  await page.want('late');
  await page.want('engine');
  expect(page.addresses()).toEqual([
    { trusted: INDEX },
    { trusted: LATE },
    STYLE,
    { trusted: ENGINE },
  ]);
  expect(() => types.allows('https://evil.example/x.js')).toThrow();
  for (const name of ['evil', 'constructor', '__proto__']) {
    expect(() => page.run(`portalImport('${name}')`)).toThrow();
  }
  expect(page.addresses()).toHaveLength(4);
});
