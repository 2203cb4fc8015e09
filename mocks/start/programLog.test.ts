import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Log } from '../../src/shared/log.ts';
import { type LogStyle, programLog } from './programLog.ts';

const folder = mkdtempSync(join(tmpdir(), 'program-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** The text of the file immediately after `work`, without any waiting. */
function written(style: LogStyle | undefined, work: (log: Log) => void): string {
  const path = join(folder, `${files++}.log`);
  const fd = openSync(path, 'w');
  work(programLog({ fd, style }));
  const text = readFileSync(path, 'utf8');
  closeSync(fd);
  return text;
}

test('JSON: one object per line, written before the next line is logged', () => {
  const text = written('json', (log) => {
    log('tsp', 'no blacklist from the PPP');
    log('tsp', 'ALARM: terminal 010020000001 is frozen: torn');
    log('wire', 'two\nlines "quoted"');
  });
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(text.endsWith('\n')).toBe(true);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { level: 'info', time, area: 'tsp', msg: 'no blacklist from the PPP' },
    { level: 'error', time, area: 'tsp', msg: 'ALARM: terminal 010020000001 is frozen: torn' },
    { level: 'info', time, area: 'wire', msg: 'two\nlines "quoted"' },
  ]);
});

test('text: one short line, even for a message with several lines', () => {
  const text = written('text', (log) => {
    log('host', '20261123 is settled');
    log('wire', 'refused\r\n2026-11-23T00:00:00.000Z [host] forged\u001b[2J');
  });
  const [first, second, ...rest] = text.split('\n');
  expect(first).toMatch(/^\S+Z \[host\] 20261123 is settled$/);
  expect(second).toMatch(/^\S+Z \[wire\] refused 2026\S+ \[host\] forged \[2J$/);
  expect(rest).toEqual(['']);
});

test('without a style a file gets JSON', () => {
  expect(written(undefined, (log) => log('a', 'b'))).toMatch(/^\{"level":"info",/);
});

test.each(['json', 'text'] as const)('%s: a key or a card number is not written', (style) => {
  const key = '8F3C0A5D71E2946BB8D4170F2C6E93A5E07B4D19F6823C5A9041DE7B5836C2F1';
  const card = '00061998081700000018';
  const text = written(style, (log) => {
    log('bug', `TypeError: {"key":"${key}","asn":${card}}`);
    log('bug', `card_${card}xyz`);
    log('card', '=> 805C0002 (5 bytes) 9000, 12 ms, 20261123233000, STB-00A1B2C3D4');
  });
  expect(text).not.toContain(key);
  expect(text).not.toContain(card);
  expect(text).toContain('(64 digits)');
  expect(text).toContain('=> 805C0002 (5 bytes) 9000, 12 ms, 20261123233000, STB-00A1B2C3D4');
});

test('when the reader of a pipe is gone, the program goes on', () => {
  const fd = openSync(import.meta.filename, 'r');
  const log = programLog({ fd, style: 'json' });
  expect(() => log('host', 'to nobody')).not.toThrow();
  closeSync(fd);
});
