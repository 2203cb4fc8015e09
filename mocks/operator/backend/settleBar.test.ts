import { expect, test } from 'vitest';
import { createSettleWatch } from './day/settleWatch.ts';
import { settleBar } from './settleBar.ts';

function shown(isTTY: boolean): string {
  let text = '';
  let seconds = 0;
  const screen = {
    isTTY,
    write(more: string) {
      text += more;
    },
  };
  const bar = settleBar(screen, () => 1_000 * seconds++);
  const watch = createSettleWatch(bar.show);
  watch.tell('claims are batched', 20_000);
  watch.tell('claims are batched', 40_000);
  watch.tell('BOSS compares', 10_000);
  watch.tell('BOSS compares', 30_000);
  bar.end();
  return text;
}

test('a log gets one line for each finished phase', () => {
  expect(shown(false)).toBe(
    [
      '  claims are batched          40,000 rows, 1.0 s\n',
      '  BOSS compares               30,000 rows, 1.0 s\n',
    ].join(''),
  );
});

test('a terminal shows one line, redrawn, with a bar once the number of rows is known', () => {
  const lines = shown(true).split('\r\x1b[K');
  expect(lines[2]).toBe('  claims are batched          40,000 rows');
  expect(lines[4]).toMatch(/^ {2}BOSS compares {15}█{8}░{22} {2}25 % {2}10,000 rows$/);
  expect(lines[5]).toMatch(/ 75 % {2}30,000 rows$/);
  expect(lines.filter((line) => line.endsWith('\n'))).toHaveLength(2);
});

test('another settlement begins without the counts of the last one', () => {
  const watch = createSettleWatch();
  watch.tell('claims are batched', 9);
  watch.tell('BOSS compares', 3);
  expect(watch.state).toEqual({ phase: 'BOSS compares', rows: 3, of: 9 });
  watch.reset();
  expect(watch.state).toBeNull();
  watch.tell('BOSS compares', 1);
  expect(watch.state).toEqual({ phase: 'BOSS compares', rows: 1 });
});
