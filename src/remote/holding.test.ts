/** Keys that are held or released, in the ways remote controls report it. */
import { expect, test } from 'vitest';
import { page } from './remote.fixture.ts';

test('OK and Back are single-shot until what they did is painted, also on the same screen', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('home');
  frame(2);
  down('ok');
  up('ok');
  // A box that paints slowly: the second press is no bounce, and its viewer has seen nothing yet.
  pass(600);
  down('ok');
  up('ok');
  down('back');
  expect(heard).toEqual(['ok']);
  frame(2);
  pass(300);
  down('ok');
  expect(heard).toEqual(['ok', 'ok']);
});

test('a repeat that waits for its frame is dropped when the key is released, a press is not', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('home');
  frame(2);
  down('down');
  pass(100);
  down('down', { repeat: true });
  up('down');
  frame(3);
  expect(heard).toEqual(['down']);
  pass(1000);
  down('down');
  down('left');
  up('left');
  frame(1);
  expect(heard).toEqual(['down', 'down', 'left']);
});

test('a remote that sends keydown and keyup for each repeat moves on, and stops at once', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('home');
  frame(2);
  for (let i = 0; i < 10; i++) {
    down('down');
    up('down');
    frame();
    pass(92);
  }
  expect(heard.length).toBe(10);
  frame(5);
  expect(heard.length).toBe(10);
});

test('OK held on such a remote is one OK', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('home');
  frame(2);
  for (let i = 0; i < 20; i++) {
    down('ok');
    up('ok');
    frame(2);
    pass(76);
  }
  expect(heard).toEqual(['ok']);
});

test('keydown and keyup at once, as HDMI-CEC sends them, are presses', () => {
  const { heard, show, frame, down, up, pass } = page();
  show('home');
  frame(2);
  for (let i = 0; i < 3; i++) {
    down('ok');
    up('ok');
    frame(2);
    pass(400);
  }
  expect(heard).toEqual(['ok', 'ok', 'ok']);
});

test('an arrow held on a box that never sends a keyup overruns by a frame at most', () => {
  const { heard, show, frame, down } = page();
  show('home');
  frame(2);
  for (let i = 0; i < 30; i++) down('down', { repeat: i > 0 });
  expect(heard.length).toBe(1);
  frame();
  expect(heard.length).toBe(2);
  frame(10);
  expect(heard.length).toBe(2);
});

test('before the profile is known and a screen is there, every key means nothing and is swallowed, but a fresh OK, which the page has a button for', () => {
  const { heard, send, show, frame } = page();
  for (const on of ['onkeydown', 'onkeypress', 'onirkeypress', 'onsystemevent'] as const) {
    expect(send(on, 340)).toEqual({ prevented: true, answer: false });
  }
  expect(send('onkeydown', 37, { altKey: true }).prevented).toBe(true);
  expect(send('onkeydown', 82, { ctrlKey: true }).prevented).toBe(false);
  expect(send('onkeydown', 13).prevented).toBe(false);
  expect(send('onkeydown', 13, { repeat: true }).prevented).toBe(true);
  show('home');
  frame(2);
  expect(heard).toEqual([]);
  expect(send('onkeydown', 65).prevented).toBe(false);
  expect(send('onkeydown', 13).prevented).toBe(true);
});

test('a pointer presses under the guards of a key', () => {
  const { heard, remote, show, frame, pass } = page();
  show('confirm', { guardOkMs: 300 });
  remote.press('ok');
  frame(2);
  remote.press('ok');
  expect(heard).toEqual([]);
  pass(600);
  remote.press('ok', 1010);
  expect(heard).toEqual([]);
  pass(260);
  remote.press('ok');
  remote.press('ok');
  expect(heard).toEqual(['ok']);
});

test('a closed remote reports no key', () => {
  const { remote, heard, show, down } = page();
  show('home');
  remote.close();
  expect(down('down').prevented).toBe(true);
  expect(heard).toEqual([]);
});

test('a closed remote leaves it to the next one to say when a screen is ready, also as its layers go', () => {
  const { remote, isReady, show, frame } = page();
  show('home');
  show('dialog', {}, 1);
  frame(2);
  remote.close();
  remote.drop(1);
  expect(isReady()).toBe(true);
});

test('a Back that comes as a key and as history is one Back, in either order', () => {
  const { heard, remote, show, frame, down, up, pass } = page();
  show('service');
  frame(2);
  down('back');
  remote.press('back');
  up('back');
  frame(2);
  pass(900);
  remote.press('back');
  frame(2);
  down('back');
  up('back');
  expect(heard).toEqual(['back', 'back']);
});
