/**
 * The first script of the page: it brings the others and says meanwhile what the page waits for. Should it not come itself, the page has
 * a button that loads the page again.
 */
import { bring } from './bring.ts';
import { CHUNKS, IMPORT, markOf, SCRIPT_POLICY } from './names.ts';
import { page } from './replaced.ts';
import { untilWhole } from './untilWhole.ts';
import { waitFor, waitNoMore } from './waiting.ts';

/** A chunk's script, its style sheets, and the chunks that run before it. */
type Chunk = readonly [script: string, styles: readonly string[], needs: readonly string[]];

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
  /** The first style sheet is in effect: nothing may be shown before. */
  readonly styled: Promise<unknown>;
}

type Global = Record<string, unknown>;

const global = window as unknown as Global;
// Without a prototype: nothing is looked up where other scripts may write.
const chunks: typeof __CHUNKS__ = Object.assign(Object.create(null), __CHUNKS__);
const there: Global = Object.create(null);
const coming: Record<string, Promise<void>> = Object.create(null);
page.own = (document.currentScript as HTMLScriptElement).src.split('/').pop()!.split('?')[0]!;

const types = global.trustedTypes as TrustedTypes | undefined;
const policy = types?.createPolicy(SCRIPT_POLICY, {
  createScriptURL(address: string) {
    for (const name in chunks) if (chunks[name]![0] === address.split('?')[0]) return address;
    throw new Error('no script of this build');
  },
});
const trust = (address: string) => (policy ? policy.createScriptURL(address) : address);

const bringOnce = (url: string, isThere: () => unknown, isStyle?: boolean) =>
  (coming[url] = coming[url] || bring({ url, isStyle, isThere }, trust));
const stylesOf = (name: string) =>
  Promise.all(
    chunks[name]![1].map((url) =>
      bringOnce(
        url,
        () => getComputedStyle(document.documentElement).getPropertyValue(markOf(name)),
        true,
      ),
    ),
  );

function load(name: string): Promise<unknown> {
  const [script, , needs] = chunks[name]!;
  return Promise.all(needs.map(load))
    .then(() => Promise.all([bringOnce(script, () => there[name]), stylesOf(name)]))
    .then(() => there[name]);
}

global[CHUNKS] = there;
global[IMPORT] = load;
const boot: Boot = { untilWhole, waitFor, waitNoMore, page, styled: stylesOf('index') };
global.portalBoot = boot;
void load('index');
