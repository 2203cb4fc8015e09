/**
 * The first script of the page: it brings the others and says meanwhile what the page waits for. Should it not come itself, the page has
 * a button that loads the page again.
 */
import { bring } from './bring.ts';
import { CHUNKS, IMPORT, markOf, SCRIPT_POLICY } from './names.ts';
import { loadAgain, page } from './page.ts';
import { untilWhole } from './untilWhole.ts';
import { waitFor, waitNoMore } from './waiting.ts';

/** The hashes in the names of a chunk's script and style sheet (`''` or nothing: it has none), and the chunks that run before it. */
type Chunk = readonly [script: string, style?: string, needs?: readonly string[]];

/** All chunks of this build, by name. Set by the build. */
declare const __CHUNKS__: Readonly<Record<string, Chunk>>;

/** Trusted types, where the engine has them: only a policy makes the address of a script. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

/** What the portal's scripts use of this one, as `window.portalBoot`. */
export interface Boot {
  readonly untilWhole: typeof untilWhole;
  readonly waitFor: typeof waitFor;
  readonly waitNoMore: typeof waitNoMore;
  readonly page: typeof page;
  readonly loadAgain: typeof loadAgain;
  /** The first style sheet is in effect: nothing may be shown before. */
  readonly styled: unknown;
}

/** So often it is looked whether the page has come, and after so many looks it is asked for apart. */
const LOOK_MS = 100;
const LOOKS = 30;

type Global = Record<string, unknown>;

const global = window as unknown as Global;
// Without a prototype: nothing is looked up where other scripts may write.
const chunks: typeof __CHUNKS__ = Object.setPrototypeOf(__CHUNKS__, null);
/** The hash of each script until it has run, then its exports. */
const there: Global = Object.create(null);
for (const name in chunks) there[name] = chunks[name]![0];
const coming: Record<string, Promise<void>> = Object.create(null);
page.own = /boot-[^?]+/.exec((document.currentScript as HTMLScriptElement).src)![0];

const scriptOf = (name: string) => `./assets/${name}-${chunks[name]![0]}.js`;

const types = global.trustedTypes as TrustedTypes | undefined;
const policy = types?.createPolicy(SCRIPT_POLICY, {
  createScriptURL(address: string) {
    for (const name in chunks) if (scriptOf(name) === address.split('?')[0]) return address;
    throw new Error(address);
  },
});
const trust = (address: string) => (policy ? policy.createScriptURL(address) : address);

const bringOnce = (url: string, ...how: [isThere: () => unknown, trust?: typeof trust]) =>
  (coming[url] = coming[url] || bring(url, ...how));

function styleOf(name: string): Promise<void> | '' | undefined {
  const [, hash] = chunks[name]!;
  const mark = () => getComputedStyle(document.documentElement).getPropertyValue(markOf(name));
  return hash && bringOnce(`./assets/${name}-${hash}.css`, () => mark().indexOf(hash) >= 0);
}

function load(name: string): Promise<unknown> {
  const [, , needs = []] = chunks[name]!;
  const hasRun = () => typeof there[name] !== 'string';
  return Promise.all(needs.map(load))
    .then(() => Promise.all([bringOnce(scriptOf(name), hasRun, trust), styleOf(name)]))
    .then(() => there[name]);
}

/** The page itself may stand still in its middle, or be cut: what the scripts need of it ends with this element. */
const isPageThere = () => document.getElementById('waiting');

function begin(looks: number): void {
  if (isPageThere()) return void load('index');
  setTimeout(begin, LOOK_MS, looks + 1);
  if (looks % LOOKS !== LOOKS - 1) return;
  if (document.readyState !== 'loading')
    document.body.textContent = '正在等待页面 · Waiting for the page';
  loadAgain(() => !isPageThere());
}

global[CHUNKS] = there;
global[IMPORT] = load;
const boot: Boot = {
  untilWhole,
  waitFor,
  waitNoMore,
  page,
  loadAgain,
  styled: styleOf('index'),
};
global.portalBoot = boot;
// The page’s one button: by itself the engine would leave the page also for a network that is not there.
addEventListener('submit', (event) => {
  event.preventDefault();
  loadAgain(isPageThere);
});
begin(0);
