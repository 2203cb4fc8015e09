import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bootScript } from './bootScript.ts';
import { classicScripts, toolFingerprint } from './classicScripts.ts';
import { scriptPage } from './scriptPage.fixture.ts';
import { buildIn, PAGE, smallBuild, withFolder } from './smallBuild.fixture.ts';

/** Two drivers behind a late part, as in the portal: they share an engine, and each uses something of the late part. */
const FILES = {
  ...PAGE,
  'main.js': `import { plus } from "./plus.js"; window.start = async () => plus(0, (await import("./late.js")).late);
    window.early = async () => (await import("./early.js")).early;`,
  // The first script imports it, but it uses a module that belongs to the late one.
  'early.js': 'import { part } from "./part.js"; export const early = part("early");',
  'plus.js': 'export const plus = (a, b) => a + b;',
  'late.js': `import "./late.css"; import { part } from "./part.js"; export const late = part("late");
    window.usb = async () => (await import("./usb.js")).usb;
    window.hid = async () => (await import("./hid.js")).hid;`,
  'late.css': 'p { top: 0 }',
  'part.js':
    'import { plus } from "./plus.js"; export const part = (name) => plus("<", plus(name, ">"));',
  'engine.js':
    'import { part } from "./part.js"; export const engine = (port) => ({ port: part(port) });',
  'usb.js': 'import { engine } from "./engine.js"; export const usb = engine("usb");',
  'hid.js':
    'import { engine } from "./engine.js"; import { part } from "./part.js"; export const hid = [engine("hid"), part("")];',
};

const built = async () => {
  const { files } = await smallBuild(FILES, {
    plugins: [classicScripts(/late\.js$/), bootScript()],
  });
  const address = (name: string, ending = 'js') => {
    const pattern = new RegExp(`^assets/${name}-[\\w-]+\\.${ending}$`);
    return `./${Object.keys(files).find((file) => pattern.test(file))}`;
  };
  return { address, names: Object.keys(files), text: (url: string) => files[url.slice(2)]! };
};

test('every import() is a script of its own, what two of them share is another, and they find each other', async () => {
  const { address, names, text } = await built();
  expect(names.filter((name) => name.endsWith('.js'))).toHaveLength(7);
  const page = scriptPage();
  page.run(text(address('boot')));
  await page.settled();
  expect(page.addresses()).toEqual([address('index')]);
  await page.come(address('index'), text(address('index')));
  const comes = (name: string) => page.come(address(name), text(address(name)));
  const [late, early] = [page.run('start()'), page.run('early()')];
  await page.settled();
  expect(page.addresses().slice(1)).toEqual([address('late'), address('late', 'css')]);
  await comes('late');
  await page.come(address('late', 'css'), text(address('late', 'css')));
  expect(await late).toBe('0<late>');
  await comes('early');
  expect(await early).toBe('<early>');

  const usb = page.run('usb()');
  await page.settled();
  await comes('engine');
  await comes('usb');
  expect(await usb).toEqual({ port: '<usb>' });
  const hid = page.run('hid()');
  await page.settled();
  await comes('hid');
  expect(await hid).toEqual([{ port: '<hid>' }, '<>']);
  const asked = ['index', 'late', 'early', 'engine', 'usb', 'hid'].map((name) => address(name));
  expect(page.addresses().filter((url) => String(url).endsWith('.js'))).toEqual(asked);
});

test('another build’s script under this build’s name does not run', async () => {
  const { address, text } = await built();
  const page = scriptPage();
  page.run(text(address('boot')));
  await page.settled();
  const url = address('index');
  const hash = url.slice(-9, -3);
  await page.come(url, text(url).replaceAll(hash, 'other_'));
  expect(page.run('window.start')).toBeUndefined();
  await page.come(url, text(url));
  expect(page.run('typeof window.start')).toBe('function');
});

test('another way to make scripts gives other names to the same modules', async () => {
  const [first, same, other] = await withFolder(FILES, async (folder) => {
    const scripts = async (tools: string) => {
      const { files } = await buildIn(folder, { plugins: [classicScripts(/late\.js$/, tools)] });
      return Object.keys(files).filter((name) => name.endsWith('.js'));
    };
    return [await scripts('1'), await scripts('1'), await scripts('2')];
  });
  expect(same).toEqual(first);
  expect(other).toHaveLength(6);
  expect(other!.filter((name) => first!.includes(name))).toEqual([]);
});

test('a step of the build or a package that changes is another way to make scripts, a test is not', async () => {
  const steps = { 'a/b/lower.ts': '1', 'a/b/lower.test.ts': '1', 'package-lock.json': '1' };
  const print = (change: object) =>
    withFolder({ ...steps, ...change }, async (folder) => toolFingerprint(join(folder, 'a/b')));
  const first = await print({});
  expect(await print({ 'a/b/lower.test.ts': '2' })).toBe(first);
  expect(await print({ 'a/b/lower.ts': '2' })).not.toBe(first);
  expect(await print({ 'package-lock.json': '2' })).not.toBe(first);
});

test('two pages would have two first scripts, and are refused', async () => {
  const files = {
    ...FILES,
    'other.html': '<script type="module" src="./other.js"></script>',
    'other.js': 'window.a = 1',
  };
  const input = ['index.html', 'other.html'];
  const build = { rolldownOptions: { input } };
  const plugins = [classicScripts(/late\.js$/)];
  await expect(smallBuild(files, { plugins, build })).rejects.toThrow();
});
