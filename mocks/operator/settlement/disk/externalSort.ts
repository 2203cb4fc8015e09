/** Rows that memory does not hold, in ascending order of their keys: sorted runs in files, merged while they are read. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textLines } from '../textLines.ts';

export interface SortOptions {
  /** Of a row's line; compared by code units, as `compareSorted` does. */
  readonly keyOf: (line: string) => string;
  /** Characters of rows kept in memory at a time; 32 million. */
  readonly memoryCharacters?: number;
  /** Runs go into a directory of their own in here, which is gone at the end however that comes. */
  readonly directory?: string;
  /** Its `aborted` is looked at with every row; the iteration then rejects with its reason. */
  readonly signal?: AbortSignal;
}

interface Row {
  readonly key: string;
  readonly line: string;
}

/** Runs merged at a time: each has a file open and a buffer. More are merged in steps. */
const MOST_RUNS = 64;

const byKey = (a: Row, b: Row): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

async function writeRun(path: string, rows: AsyncIterable<Row> | Iterable<Row>): Promise<string> {
  const file = await open(path, 'w');
  try {
    let text = '';
    for await (const { line } of rows) {
      text += `${line}\n`;
      if (text.length < 65_536) continue;
      await file.write(text);
      text = '';
    }
    await file.write(text);
  } finally {
    await file.close();
  }
  return path;
}

async function* readRun(path: string, keyOf: SortOptions['keyOf']): AsyncGenerator<Row> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const bytes of textLines(createReadStream(path), Number.POSITIVE_INFINITY)) {
    const line = decoder.decode(bytes.subarray(0, bytes.length - 1));
    yield { key: keyOf(line), line };
  }
}

/** Rows of the same key come in the order of their runs: the sort is stable. */
async function* merged(runs: readonly AsyncGenerator<Row>[]): AsyncGenerator<Row> {
  const heads = new Map<AsyncGenerator<Row>, Row>();
  const advance = async (run: AsyncGenerator<Row>) => {
    const step = await run.next();
    if (step.done) heads.delete(run);
    else heads.set(run, step.value);
  };
  try {
    for (const run of runs) await advance(run);
    while (heads.size > 0) {
      let least: [AsyncGenerator<Row>, Row] | null = null;
      for (const head of heads) if (!least || head[1].key < least[1].key) least = head;
      yield least![1];
      await advance(least![0]);
    }
  } finally {
    for (const run of runs) await run.return(undefined);
  }
}

/** Yields the lines, which must have no line feed, sorted and stable. */
export async function* externalSort(
  lines: AsyncIterable<string> | Iterable<string>,
  options: SortOptions,
): AsyncGenerator<string> {
  const { keyOf, memoryCharacters = 32_000_000, signal } = options;
  const directory = await mkdtemp(join(options.directory ?? tmpdir(), 'sort-'));
  let runs: string[] = [];
  let written = 0;
  const nextPath = () => join(directory, String(written++));
  const reading = (paths: readonly string[]) => merged(paths.map((path) => readRun(path, keyOf)));

  try {
    let rows: Row[] = [];
    let held = 0;
    for await (const line of lines) {
      signal?.throwIfAborted();
      rows.push({ key: keyOf(line), line });
      held += line.length;
      if (held < memoryCharacters) continue;
      runs.push(await writeRun(nextPath(), rows.sort(byKey)));
      rows = [];
      held = 0;
    }
    rows.sort(byKey);
    while (runs.length > MOST_RUNS) {
      signal?.throwIfAborted();
      const first = runs.slice(0, MOST_RUNS);
      const run = await writeRun(nextPath(), reading(first));
      for (const path of first) await rm(path);
      // In front: stable as before.
      runs = [run, ...runs.slice(MOST_RUNS)];
    }
    const last = (async function* () {
      yield* rows;
    })();
    for await (const { line } of merged([...runs.map((path) => readRun(path, keyOf)), last])) {
      signal?.throwIfAborted();
      yield line;
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
