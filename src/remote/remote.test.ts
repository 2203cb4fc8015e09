import { expect, test } from 'vitest';
import type { Command } from './keys.ts';
import { page } from './remote.fixture.ts';

test('OK counts only after the screen was painted, two frames after it was shown', () => {
  const { heard, show, frame, down, up, pass, isReady } = page();
  show('confirm');
  down('ok');
  up('ok');
  frame();
  expect(isReady()).toBe(false);
  frame();
  pass(300);
  expect(isReady()).toBe(true);
  down('ok');
  expect(heard).toEqual(['ok']);
});

test('a press that began before the paint does not count, however late the page handles it', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('home');
  frame(2);
  pass(500);
  show('confirm');
  pass(100);
  const began = 1632;
  frame(2);
  down('ok', { timeStamp: began });
  up('ok');
  expect(heard).toEqual([]);
  pass(300);
  down('ok');
  expect(heard).toEqual(['ok']);
});

test('OK held through a change of screen does nothing on the new one', () => {
  const { heard, show, frame, down, pass } = page();
  show('service');
  frame(2);
  down('ok');
  show('confirm');
  frame(2);
  for (let i = 0; i < 40; i++) {
    pass(100);
    down('ok', { repeat: i % 2 === 0 });
  }
  expect(heard).toEqual(['ok']);
});

test('the second half of a bounce does not confirm', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('service');
  frame(2);
  down('ok');
  up('ok');
  show('confirm');
  frame(2);
  pass(60);
  down('ok');
  up('ok');
  expect(heard).toEqual(['ok']);
});

test('data-ready waits for the bounce of the press that opened the screen, so a test may press at once', () => {
  const { heard, show, frame, down, up, pass, isReady } = page();
  show('service');
  frame(2);
  down('ok');
  up('ok');
  show('confirm');
  frame(2);
  expect(isReady()).toBe(false);
  pass(218);
  expect(isReady()).toBe(true);
  down('ok');
  expect(heard).toEqual(['ok', 'ok']);
});

test('a guard keeps OK from counting, but not Back', () => {
  const { heard, show, frame, down, up, pass, isReady } = page();
  show('result', { guardOkMs: 800 });
  frame(2);
  pass(790);
  down('ok');
  up('ok');
  expect([heard, isReady()]).toEqual([[], false]);
  down('back');
  expect(heard).toEqual(['back']);
  frame(2);
  pass(260);
  down('ok');
  expect([heard, isReady()]).toEqual([['back', 'ok'], true]);
});

test('rendering the same screen again disarms nothing', () => {
  const { show, frame, isReady } = page();
  expect(show('home')).toBe(true);
  frame(2);
  expect(show('home')).toBe(false);
  expect(isReady()).toBe(true);
});

test('a screen that is gone before its paint does not arm the next one', () => {
  const { show, frame, isReady } = page();
  show('quoting');
  frame();
  show('confirm');
  frame();
  expect(isReady()).toBe(false);
  frame();
  expect(isReady()).toBe(true);
});

test('Back never reaches the browser, whichever key it is and whether or not it counts', () => {
  const { down, show } = page();
  expect(down('back')).toEqual({ prevented: true, answer: false });
  show('debiting');
  expect(down('backspace')).toEqual({ prevented: true, answer: false });
  expect(down('backspace', { repeat: true })).toEqual({ prevented: true, answer: false });
});

test('keys that are not ours, and shortcuts of the desktop, are left alone', () => {
  const { down, heard, show, frame } = page();
  show('home');
  frame(2);
  expect(down('letter')).toEqual({ prevented: false, answer: true });
  expect(down('up', { altKey: true })).toEqual({ prevented: false, answer: true });
  expect(down('ok', { metaKey: true })).toEqual({ prevented: false, answer: true });
  expect(heard).toEqual([]);
});

test('a held arrow moves once a frame and stops with the key', () => {
  const { heard, show, frame, down } = page();
  show('home');
  frame(2);
  for (let i = 0; i < 10; i++) {
    down('down', { repeat: i > 0 });
    down('down', { repeat: true });
    down('down', { repeat: true });
    frame();
  }
  expect(heard.length).toBe(11);
  frame(3);
  expect(heard.length).toBe(11);
});

test('two different arrows in one frame are both kept, one a frame', () => {
  const { heard, show, frame, down } = page();
  show('home');
  down('down');
  down('left');
  expect(heard).toEqual(['down']);
  frame();
  expect(heard).toEqual(['down', 'left']);
});

test('Exit is a Back, with everything that guards it', () => {
  const { heard, show, frame, pass, remote } = page();
  show('confirm');
  remote.press('exit');
  expect(heard).toEqual([]);
  frame(2);
  pass(300);
  remote.press('exit');
  expect(heard).toEqual(['back']);
});

test('two quick taps of one arrow are two moves, also while the first is being painted', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('home');
  frame(2);
  down('down');
  pass(60);
  up('down');
  pass(60);
  down('down');
  pass(40);
  up('down');
  expect(heard).toEqual(['down']);
  frame();
  expect(heard).toEqual(['down', 'down']);
});

test('two equal digits are typed as quickly as people type, and a bounce is not one', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('lock');
  frame(2);
  for (const gap of [0, 150, 40]) {
    pass(gap);
    down('five');
    up('five');
  }
  expect(heard).toEqual(['5', '5']);
});

test('arrows still waiting for a frame are dropped when the screen changes', () => {
  const { heard, show, frame, down } = page();
  show('service');
  down('down');
  down('left');
  show('confirm');
  frame(2);
  expect(heard).toEqual(['down']);
});

test('digits arrive once', () => {
  const { heard, show, frame, down } = page();
  show('home');
  frame(2);
  down('five');
  down('five', { repeat: true });
  expect(heard).toEqual(['5']);
});

test('a time stamp from another time line is not believed', () => {
  const { heard, show, frame, down } = page();
  show('home');
  frame(2);
  down('ok', { timeStamp: 1_763_900_000_000 });
  expect(heard).toEqual(['ok']);
});

test('a dialog has all keys while it is there; the screen below is armed again when it goes', () => {
  const { heard, show, remote, frame, down, up, pass, isReady } = page();
  const below: Command[] = [];
  show('home', { onCommand: (command) => below.push(command) });
  frame(2);
  show('dialog', {}, 2);
  expect(isReady()).toBe(false);
  frame(2);
  show('home', { onCommand: (command) => below.push(command) });
  expect(isReady()).toBe(true);
  down('down');
  up('down');
  expect([heard, below]).toEqual([['down'], []]);
  remote.drop(2);
  remote.drop(2);
  expect(isReady()).toBe(false);
  down('ok');
  up('ok');
  expect(below).toEqual([]);
  frame(2);
  pass(300);
  down('ok');
  expect([heard, below]).toEqual([['down'], ['ok']]);
});
