import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import { createFocus } from './focus.ts';
import type { Direction } from './keys.ts';
import { type Zone, zoneOf } from './zones.ts';

const tabs = zoneOf('tabs', ['t1', 't2', 't3'], 3, { down: 'grid' });
const grid = zoneOf('grid', ['a', 'b', 'c', 'd', 'e', 'f'], 3, { up: 'tabs' });
const empty = zoneOf('grid', [], 3, { up: 'tabs' });

function home(zones: readonly Zone[] = [tabs, grid]) {
  const focus = createFocus();
  focus.show('home', zones, 'grid');
  const walk = (...moves: Direction[]) => {
    for (const move of moves) focus.move(move);
    return focus.place.value.id;
  };
  return { focus, walk, id: () => focus.place.value.id };
}

test('focus starts on the first item of the start zone, or of the first zone', () => {
  expect(home().id()).toBe('a');
  const focus = createFocus();
  focus.show('home', [tabs, grid]);
  expect(focus.place.value.id).toBe('t1');
});

test('a zone that says where it is entered starts there', () => {
  const focus = createFocus();
  focus.show('confirm', [{ ...tabs, entry: 1 }, grid]);
  focus.show('confirm', [{ ...tabs, entry: 1 }, grid]);
  expect(focus.place.value.id).toBe('t2');
});

test('moves run through zones and back to where they left them', () => {
  const { walk } = home();
  expect(walk('right', 'down')).toBe('e');
  expect(walk('up', 'up')).toBe('t1');
  expect(walk('right', 'right')).toBe('t3');
  expect(walk('down')).toBe('b');
});

test('a move into nothing changes nothing and says so', () => {
  const { focus, id } = home();
  expect(focus.move('left')).toBe(false);
  expect(focus.page('down')).toBe(false);
  expect(id()).toBe('a');
});

test('a move turns exactly two marks', () => {
  const { focus } = home();
  const turned: string[] = [];
  let started = false;
  for (const id of ['a', 'b', 'c', 'd', 't1']) {
    effect(() => {
      const value = focus.markOf(id).value;
      if (started) turned.push(`${id}:${value}`);
    });
  }
  started = true;
  focus.move('right');
  expect(turned.sort()).toEqual(['a:undefined', 'b:']);
});

test('a mark that nobody watches any more is forgotten, and right when asked for again', () => {
  const { focus, walk } = home();
  const first = focus.markOf('b');
  const stop = first.subscribe(() => {});
  stop();
  walk('right');
  expect(focus.markOf('b')).not.toBe(first);
  expect(focus.markOf('b').value).toBe('');
});

test('a mark that is handed over, and not watched for a moment, is right and goes on turning', () => {
  const { focus, walk } = home();
  const mark = focus.markOf('b');
  mark.subscribe(() => {})();
  walk('right');
  let seen: unknown;
  effect(() => {
    seen = mark.value;
  });
  expect(seen).toBe('');
  expect(focus.markOf('b')).toBe(mark);
  walk('left');
  expect(seen).toBeUndefined();
});

test('while the start zone is empty something else is focused, and focus goes over when it fills', () => {
  const { focus, id } = home([tabs, empty]);
  expect(id()).toBe('t1');
  focus.show('home', [tabs, grid], 'grid');
  expect(id()).toBe('a');
});

test('a viewer who has moved is not moved away when the start zone fills', () => {
  const { focus, walk, id } = home([tabs, empty]);
  walk('right');
  focus.show('home', [tabs, grid], 'grid');
  expect(id()).toBe('t2');
});

test('empty zones are passed through', () => {
  const banner = zoneOf('banner', ['banner'], 1, { down: 'tabs' });
  const noTabs = zoneOf('tabs', [], 3, { down: 'grid', up: 'banner' });
  const { walk } = home([banner, noTabs, grid]);
  expect(walk('up')).toBe('banner');
  expect(walk('down')).toBe('a');
});

test('a circle of empty zones ends', () => {
  const ring = [
    zoneOf('a', ['a1'], 1, { up: 'b' }),
    zoneOf('b', [], 1, { up: 'c' }),
    zoneOf('c', [], 1, { up: 'b' }),
  ];
  const focus = createFocus();
  focus.show('s', ring);
  expect(focus.move('up')).toBe(false);
});

test('a screen remembers its item by id, though the list has changed meanwhile', () => {
  const { focus, walk, id } = home();
  walk('right', 'right');
  focus.show('service', [zoneOf('periods', ['p1', 'p2'], 2)]);
  expect(id()).toBe('p1');
  focus.show('home', [tabs, zoneOf('grid', ['new', 'a', 'b', 'c'], 3)], 'grid');
  expect(id()).toBe('c');
});

test('when the remembered item is gone, its neighbour is focused', () => {
  const { focus, walk, id } = home();
  walk('right');
  focus.show('service', [zoneOf('periods', ['p1'], 1)]);
  focus.show('home', [tabs, zoneOf('grid', ['a', 'c', 'd'], 3)], 'grid');
  expect(id()).toBe('c');
});

test('a remembered item in a list that is loading again is focused once it is there', () => {
  const { focus, walk, id } = home();
  walk('right', 'down');
  focus.show('service', [zoneOf('periods', ['p1'], 1)]);
  focus.show('home', [tabs, empty], 'grid');
  expect(id()).toBe('t1');
  focus.show('home', [tabs, grid], 'grid');
  expect(id()).toBe('e');
});

test('when the focused item disappears while it is focused, exactly one other takes over', () => {
  const { focus, walk, id } = home();
  walk('right', 'right', 'down');
  focus.show('home', [tabs, zoneOf('grid', ['a'], 3)], 'grid');
  expect(id()).toBe('a');
  focus.show('home', [tabs, empty], 'grid');
  expect(id()).toBe('t1');
});

test('ten thousand items, mostly not loaded: moves ask for the id of the target alone', () => {
  let asked = 0;
  const big: Zone = {
    id: 'grid',
    length: 10_000,
    columns: 4,
    pageRows: 2,
    exits: { up: 'tabs' },
    idAt: (index) => {
      asked++;
      return index < 100 ? `service-${index}` : `place-${index}`;
    },
  };
  const { focus, id } = home([tabs, big]);
  asked = 0;
  for (let i = 0; i < 500; i++) focus.move('down');
  expect(id()).toBe('place-2000');
  expect(asked).toBe(500);
  focus.page('down');
  expect(id()).toBe('place-2008');
  // Its page arrives: the place has a name now, and focus has not moved.
  focus.show('home', [tabs, { ...big, idAt: (index) => `service-${index}` }], 'grid');
  expect(focus.place.value).toEqual({ zone: 'grid', index: 2008, id: 'service-2008' });
});

test('page keys stop at the ends', () => {
  const pages = { ...zoneOf('grid', ['a', 'b', 'c', 'd', 'e'], 2), pageRows: 2 };
  const { focus, id } = home([pages]);
  focus.page('down');
  expect(id()).toBe('e');
  expect(focus.page('down')).toBe(false);
  focus.page('up');
  focus.page('up');
  expect(id()).toBe('a');
});

test('the index in a zone that is not focused is the one it was left at', () => {
  const { focus, walk } = home();
  walk('right', 'up');
  expect([focus.place.value.zone, focus.indexIn('grid'), focus.indexIn('unknown')]).toEqual([
    'tabs',
    1,
    0,
  ]);
});

const dialog = zoneOf('dialog', ['yes', 'no'], 2);

test('a dialog takes the focus, the screen below changes without taking it back, and closing returns to the same item', () => {
  const { focus, walk, id } = home();
  walk('right');
  focus.show('dialog', [dialog], undefined, 1);
  expect(id()).toBe('yes');
  expect(walk('up', 'right')).toBe('no');
  expect(focus.markOf('b').value).toBeUndefined();
  focus.show('home', [tabs, zoneOf('grid', ['x', 'a', 'b'], 3, { up: 'tabs' })], 'grid');
  expect(id()).toBe('no');
  focus.drop(1);
  expect(id()).toBe('b');
  expect(focus.place.value.index).toBe(2);
});

test('a layer may lie high above the screen, and goes with all above it', () => {
  const { focus, id } = home();
  focus.show('warning', [dialog], undefined, 2);
  expect(id()).toBe('yes');
  focus.show('lower dialog', [zoneOf('lower', ['x'], 1)], undefined, 1);
  expect(id()).toBe('yes');
  focus.drop(2);
  expect(id()).toBe('x');
  focus.drop(1);
  expect(id()).toBe('a');
  focus.drop(1);
  expect(id()).toBe('a');
});

test('a number or a pointer goes straight to an item of the top layer', () => {
  const { focus, id } = home();
  expect(focus.goTo('grid', 4)).toBe(true);
  expect(id()).toBe('e');
  expect(focus.goTo('grid', 4)).toBe(false);
  expect(focus.goTo('grid', 99)).toBe(false);
  expect(focus.goTo('no such zone', 0)).toBe(false);
  expect(focus.point('t2')).toBe(true);
  expect(id()).toBe('t2');
  focus.show('dialog', [dialog], undefined, 1);
  expect(focus.point('a')).toBe(false);
  expect(focus.point('no')).toBe(true);
});

test('ten thousand items are found by their zone, not one by one', () => {
  let asked = 0;
  const long: Zone = {
    id: 'long',
    length: 10_000,
    columns: 4,
    idAt(index) {
      asked++;
      return `s${index}`;
    },
    indexOf: (id) => Number(id.slice(1)),
  };
  const focus = createFocus();
  focus.show('home', [long]);
  asked = 0;
  expect(focus.point('s9876')).toBe(true);
  focus.show('home', [
    { ...long, idAt: (index) => `s${index + 1}`, indexOf: (id) => Number(id.slice(1)) - 1 },
  ]);
  expect(focus.place.value).toEqual({ zone: 'long', index: 9875, id: 's9876' });
  expect(asked).toBe(1);
});
