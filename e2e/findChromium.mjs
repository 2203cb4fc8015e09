/** Where this machine keeps a Chromium, and whether it can draw Chinese. */
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
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Full path, or null. CHROMIUM_PATH wins, and must exist. @throws Error when it does not. */
export function findChromium(env = process.env) {
  const asked = env.CHROMIUM_PATH;
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH=${asked}: no such file`);
    return asked;
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...MAC].find((path) => existsSync(path)) ?? null;
}

/** Without such a font the screens are boxes, and every text is as wide as every other. */
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
