import { expect, test } from 'vitest';
import { virtualEvent } from './virtualEvent.ts';

const box = (answer: unknown) => ({ Utility: { getEvent: () => answer } });

test.each([
  ['JSON', '{"type":"EVENT_MEDIA_END","instance_id":0}', 'EVENT_MEDIA_END'],
  ['what old pages evaluate', "{type:'EVENT_MEDIA_ERROR', error_code:1}", 'EVENT_MEDIA_ERROR'],
  ['an object', { type: 'EVENT_TVMS' }, 'EVENT_TVMS'],
  ['code', 'alert(document.cookie)', ''],
  ['nothing', undefined, ''],
  ['a number', 7, ''],
])('%s: %j is %j', (_, answer, name) => {
  expect(virtualEvent(box(answer))).toBe(name);
});

test('a box without the object, or whose object throws, has no event', () => {
  expect(virtualEvent({})).toBe('');
  const getEvent = () => {
    throw new Error('gone');
  };
  expect(virtualEvent({ Utility: { getEvent } })).toBe('');
});
