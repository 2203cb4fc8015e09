import { expect, test } from 'vitest';
import { dayNotBegun, dayNotOver } from './settleableDay.ts';

const CUT_OFF = '233000';
/** Monday, 23 November 2026, 20:36 in China. */
const NOW = Date.parse('2026-11-23T20:36:00+08:00');

test.each(['20260230', '20261131', '00000000', '99999999', '2026112', '2026-11-2', '', '١٢٣٤٥٦٧٨'])(
  '%j is no day, and the value is named',
  (date) => {
    const fault = { code: 'request.invalid', wrong: expect.stringContaining(JSON.stringify(date)) };
    expect(dayNotBegun(date, NOW, CUT_OFF)).toMatchObject(fault);
    expect(dayNotOver(date, NOW, CUT_OFF)).toMatchObject(fault);
  },
);

test.each(['20261124', '20991231'])('%s has not begun', (date) => {
  expect(dayNotBegun(date, NOW, CUT_OFF)).toMatchObject({ code: 'day.not_over' });
  expect(dayNotOver(date, NOW, CUT_OFF)).toMatchObject({ code: 'day.not_over' });
});

test('the day that runs has begun and is not over, and the sentence says when it is', () => {
  expect(dayNotBegun('20261123', NOW, CUT_OFF)).toBeNull();
  expect(dayNotOver('20261123', NOW, CUT_OFF)).toEqual({
    code: 'day.not_over',
    wrong: '20261123 is not over before 2026-11-23 23:30:00 in China; settle it then',
  });
});

test('a day is over from its cut-off on', () => {
  const end = Date.parse('2026-11-23T23:30:00+08:00');
  expect(dayNotOver('20261123', end - 1, CUT_OFF)).not.toBeNull();
  expect(dayNotOver('20261123', end, CUT_OFF)).toBeNull();
  expect(dayNotOver('20261123', NOW, '200000')).toBeNull();
});
