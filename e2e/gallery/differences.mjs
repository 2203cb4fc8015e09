/** What looks different between two builds: pictures of the same sample, pixel by pixel. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Of the greatest difference between two colours. Panels on the dark page differ from it by little; one engine draws the same twice. */
const THRESHOLD = 0.02;

/** The same picture on a larger ground, which is transparent. */
function onGround(picture, width, height) {
  if (picture.width === width && picture.height === height) return picture;
  const ground = new PNG({ width, height });
  PNG.bitblt(picture, ground, 0, 0, picture.width, picture.height, 0, 0);
  return ground;
}

/**
 * Compares two pictures (PNG). Answers how many pixels differ and a picture of them, or `null` where none does. What one of
 * two pictures of different sizes does not have differs.
 */
export function difference(before, after) {
  if (before.equals(after)) return null;
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)];
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const marks = new PNG({ width, height });
  const pixels = pixelmatch(
    onGround(a, width, height).data,
    onGround(b, width, height).data,
    marks.data,
    width,
    height,
    { threshold: THRESHOLD, alpha: 0.2 },
  );
  return pixels === 0
    ? null
    : { pixels, share: pixels / (width * height), png: PNG.sync.write(marks) };
}

/**
 * Compares the pictures of two folders, each with one folder for every variant. `known` are the samples of the build before, `ids` those of
 * this one. Pictures of what differs go into `out`; those with most differences come first.
 */
export function compareFolders({ before, after, out }, variants, { known, ids }) {
  const both = ids.filter((id) => known.includes(id));
  const changed = [];
  rmSync(out, { recursive: true, force: true });
  for (const { name } of variants) {
    mkdirSync(join(out, name), { recursive: true });
    for (const id of both) {
      const file = join(name, `${id}.png`);
      const found = difference(readFileSync(join(before, file)), readFileSync(join(after, file)));
      if (found === null) continue;
      writeFileSync(join(out, file), found.png);
      changed.push({ id, name, file, pixels: found.pixels, share: found.share });
    }
  }
  changed.sort((a, b) => b.pixels - a.pixels);
  return {
    changed,
    unchanged: both.length * variants.length - changed.length,
    added: ids.filter((id) => !known.includes(id)),
    gone: known.filter((id) => !ids.includes(id)),
  };
}

const STYLE = `
  body { margin: 0 24px 48px; background: #e9ecf5; color: #1b2345; font: 14px/1.4 system-ui, sans-serif; }
  h2 { margin: 28px 0 8px; font-size: 15px; }
  small { color: #56618c; font-weight: 400; }
  .row { display: flex; gap: 12px; }
  figure { flex: 1; min-width: 0; margin: 0; }
  img { display: block; width: 100%; border-radius: 6px; box-shadow: 0 2px 8px #1b234540; }
  figcaption { color: #56618c; font-size: 12px; }
`;

const figure = (what, path) =>
  `<figure><a href="${path}"><img loading="lazy" src="${path}" alt="${what}"></a><figcaption>${what}</figcaption></figure>`;

const rowOf = ({ id, name, file, pixels, share }) =>
  `<h2>${id} <small>${name} · ${pixels} px · ${(share * 100).toFixed(2)} %</small></h2><div class="row">${[
    figure('before', `before/${file}`),
    figure('after', file),
    figure('difference', `difference/${file}`),
  ].join('')}</div>`;

const listOf = (what, ids) => (ids.length > 0 ? `<p>${what}: ${ids.join(', ')}</p>` : '');

/** Writes the report into `folder`, beside its pictures; answers its path. */
export function writeReport(folder, { changed, unchanged, added, gone }) {
  const report = join(folder, 'differences.html');
  const head = `<h1>${changed.length} pictures differ, ${unchanged} are the same</h1>`;
  const lists = listOf('New samples', added) + listOf('Samples that are gone', gone);
  writeFileSync(
    report,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Differences</title><style>${STYLE}</style>${head}${lists}${changed.map(rowOf).join('\n')}</html>\n`,
  );
  return report;
}
