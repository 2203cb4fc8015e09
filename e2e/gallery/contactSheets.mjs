/** Shows all pictures on one page, sample by sample; with ImageMagick, also on one sheet for each size and language. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TILE = 320;

const STYLE = `
  body { margin: 0 24px 48px; background: #e9ecf5; color: #1b2345; font: 14px/1.4 system-ui, sans-serif; }
  nav { position: sticky; top: 0; padding: 14px 0; background: #e9ecf5; }
  nav label { margin-right: 16px; }
  h2 { margin: 24px 0 8px; font-size: 15px; }
  .row { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; }
  figure { margin: 0; }
  img { display: block; width: ${TILE}px; border-radius: 6px; box-shadow: 0 2px 8px #1b234540; }
  figcaption { color: #56618c; font-size: 12px; }
`;

/** The index as HTML: rows are samples, columns are variants, each of which can be hidden. */
function indexPage(variants, ids) {
  const boxes = variants.map(
    ({ name }) =>
      `<label><input type="checkbox" checked onchange="document.body.classList.toggle('no-${name}')"> ${name}</label>`,
  );
  const hidden = variants.map(({ name }) => `.no-${name} [data-of="${name}"] { display: none; }`);
  const rows = ids.map((id) => {
    const figures = variants.map(
      ({ name }) =>
        `<figure data-of="${name}"><a href="${name}/${id}.png"><img loading="lazy" src="${name}/${id}.png" alt="${id}, ${name}"></a><figcaption>${name}</figcaption></figure>`,
    );
    return `<h2 id="${id}">${id}</h2><div class="row">${figures.join('')}</div>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>${STYLE}${hidden.join(' ')}</style><nav>${boxes.join('')}</nav>${rows.join('\n')}</html>\n`;
}

/** Writes the index into `folder`; answers its path. */
export function writeIndex(folder, variants, ids) {
  const index = join(folder, 'index.html');
  writeFileSync(index, indexPage(variants, ids));
  return index;
}

/** Puts all pictures of one variant side by side; answers the path, or `null` without ImageMagick. */
export function contactSheet(folder, { name }, ids) {
  const sheet = join(folder, `${name}.png`);
  const pictures = ids.map((id) => join(folder, name, `${id}.png`));
  const look = ['-background', '#e9ecf5', '-fill', '#1b2345', '-pointsize', '13', '-depth', '8'];
  const tiles = ['-filter', 'Triangle', '-tile', '6x', '-geometry', `${TILE}x+8+8`];
  return new Promise((resolve) => {
    const montage = spawn('montage', ['-label', '%t', ...pictures, ...look, ...tiles, sheet], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, MAGICK_THREAD_LIMIT: '1' },
    });
    montage.on('error', () => resolve(null));
    montage.on('close', (code) => resolve(code === 0 ? sheet : null));
  });
}
