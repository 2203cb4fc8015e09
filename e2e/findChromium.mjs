/** Finds a Chromium on this machine, and finds out whether the machine can draw Chinese. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
];
/** The same engine without the window around it: it takes a third less of the processor. Debian has it. */
const SHELL = 'chromium-headless-shell';
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** @throws Error when CHROMIUM_PATH names no file. */
function askedPath({ CHROMIUM_PATH: asked }) {
  if (asked && !existsSync(asked)) throw new Error(`CHROMIUM_PATH=${asked}: no such file`);
  return asked || null;
}

/** The first of `names` on the PATH, or null. */
function onPath(names, env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** The full path of a browser with its window, or null. CHROMIUM_PATH comes first. @throws Error as `askedPath`. */
export const findChromium = (env = process.env) =>
  askedPath(env) ?? onPath(NAMES, env) ?? MAC.find((path) => existsSync(path)) ?? null;

/** The full path of Chromium's headless shell, or null. */
export const findHeadlessShell = (env = process.env) => onPath([SHELL], env);

/** What journeys run in, or null: CHROMIUM_PATH, the headless shell, or any Chromium. @throws Error as `askedPath`. */
export const findJourneyChromium = (env = process.env) =>
  askedPath(env) ?? findHeadlessShell(env) ?? findChromium(env);

/** Whether a Chinese font is installed; without one every character is drawn as the same box. */
export function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const { status, stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim() !== '';
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((name) =>
        /wqy|cjk|droidsansfallback/i.test(String(name)),
      ),
  );
}
