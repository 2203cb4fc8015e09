/** Tries the production build in every engine, one after the other, so that they do not disturb each other's times. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { builtPortal, optionsOf } from '../../mocks/start/options.mjs';
import { engines, TODAY } from './engines.ts';
import { measuredOn } from './measuredOn.ts';
import { newFolder } from './processes.ts';
import { markdownTable, missingList, plainTable, rowsOf } from './report.ts';
import { type Look, tryEngine, type Visit } from './tryEngine.ts';

const ROOT = join(import.meta.dirname, '../..');
const PICTURES = join(ROOT, '.cache/engines');
const DOCUMENT = join(ROOT, 'docs/integrate/engines.md');

const HD = { width: 1280, height: 720 };
const SD = { width: 640, height: 530 };
const ORDINARY: Look = { name: '', viewport: HD, query: '' };
/** The engine in which other looks are tried, too; in the others only with `--looks`. */
const OLDEST = 'qtwebkit';
const OTHERS: readonly Look[] = [
  { name: 'large type', viewport: HD, query: '?type=large' },
  { name: '640 × 530, English', viewport: SD, query: '?lang=en' },
  { name: '640 × 530, English, large type', viewport: SD, query: '?lang=en&type=large' },
];

const program = {
  usage: 'npm run engines -- [options]      docs/integrate/engines.md',
  options: {
    only: { type: 'string', is: 'ID,…', about: 'these engines: qtwebkit,chromium64' },
    dist: {
      type: 'string',
      is: 'FOLDER',
      about: 'a production build that is there',
      ...builtPortal,
    },
    looks: { type: 'boolean', about: 'large type and a small screen in every engine' },
  },
} as const;

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Builds in a separate process, because this one's NODE_ENV would change the build. */
function build(): string {
  const dist = newFolder('engines-dist');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--outDir', dist, '--emptyOutDir'];
  const { NODE_ENV: _, ...env } = process.env;
  execFileSync(process.execPath, vite, { cwd: ROOT, env, stdio: 'pipe' });
  return dist;
}

/** Writes the results between the marks of docs/integrate/engines.md. */
function writeDown(visits: readonly Visit[]): void {
  const [cpu] = cpus();
  const text = [
    `${measuredOn()}, ${cpus().length} × ${cpu?.model.trim()}, Node ${process.versions.node}, load ${loadavg()[1]!.toFixed(1)}.`,
    markdownTable(rowsOf(visits, TODAY)),
    'Missing, as asked of the engines themselves:',
    missingList(visits),
  ].join('\n\n');
  const document = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(
    DOCUMENT,
    document.replace(
      /(<!-- measured -->\n)[\s\S]*?(\n<!-- \/measured -->)/,
      (_, from, to) => `${from}${text}${to}`,
    ),
  );
}

async function run(): Promise<number> {
  const asked = optionsOf(process.argv.slice(2), program);
  const only = asked.only?.split(',');
  const unknown = only?.find((id) => !engines.some((engine) => engine.id === id));
  if (unknown !== undefined) {
    const all = engines.map(({ id }) => id).join(', ');
    process.stderr.write(`--only: "${unknown}" is not one of the engines ${all}\n`);
    return 2;
  }
  const dist = asked.dist ?? build();
  const visits: Visit[] = [];
  const visiting = async (id: string, look: Look) => {
    const engine = engines.find((candidate) => candidate.id === id)!;
    const pictures = join(PICTURES, [id, look.query.replace(/\W+/g, '-')].join(''));
    rmSync(pictures, { recursive: true, force: true });
    const visit = await tryEngine(engine, look, dist, pictures);
    print(`${visit.failure === null ? 'paid' : visit.failure.slice(0, 2000)}: ${visit.name}`);
    visits.push(visit);
  };
  const isAsked = (id: string) => only === undefined || only.includes(id);
  for (const { id } of engines) if (isAsked(id)) await visiting(id, ORDINARY);
  for (const { id } of engines) {
    const hasLooks = id === OLDEST || asked.looks === true;
    if (isAsked(id) && hasLooks) for (const look of OTHERS) await visiting(id, look);
  }
  print(
    `\n${plainTable(rowsOf(visits, TODAY))}\n\n${missingList(visits)}\n\nPictures: ${PICTURES}`,
  );
  if (only === undefined && asked.dist === undefined) writeDown(visits);
  return visits.some(({ failure, isAbsent }) => failure !== null && !isAbsent) ? 1 : 0;
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => process.exit(130));
}

export async function main(): Promise<void> {
  process.exitCode = await run();
  process.exit();
}
