import { expect, test } from 'vitest';
import { createFocus } from '../remote/focus.ts';
import type { Command } from '../remote/keys.ts';
import type { ScreenKeys } from '../remote/remote.ts';
import { zoneOf } from '../remote/zones.ts';
import type { Portal } from './portal.ts';
import { type KeyPlan, takeKeys } from './takeKeys.ts';

function fixture() {
  let shown: ScreenKeys | null = null;
  let now = 1000;
  const portal = {
    focus: createFocus(),
    remote: {
      show(screen: ScreenKeys) {
        const isNew = shown?.key !== screen.key;
        shown = screen;
        return isNew;
      },
      close() {},
    },
    clock: { now: () => now },
    visit: { since: 0 },
  } as unknown as Portal;
  const said: string[] = [];
  const plan: KeyPlan = {
    key: 'confirm',
    zones: [{ ...zoneOf('actions', ['pay', 'change', 'help'], 1), pageRows: 2 }],
    onOk: (id) => said.push(`ok ${id}`),
    onBack: () => said.push('back'),
    onMoved: (place) => said.push(`at ${place.id}`),
  };
  return {
    portal,
    said,
    take: (more: Partial<KeyPlan> = {}) => takeKeys(portal, { ...plan, ...more }),
    press: (...commands: Command[]) => {
      for (const command of commands) shown?.onCommand(command);
    },
    pass: (ms: number) => {
      now += ms;
    },
    guard: () => shown?.guardOkMs,
  };
}

test('OK acts on the focused item, and moves are reported once they happened', () => {
  const { take, press, said } = fixture();
  take();
  press('ok', 'up', 'down', 'ok', 'pageDown', 'back');
  expect(said).toEqual(['ok pay', 'at change', 'ok change', 'at help', 'back']);
});

test('without a plan for it Back does nothing', () => {
  const { take, press, said, portal } = fixture();
  const { key, zones } = { key: 'debiting', zones: [zoneOf('stage', ['stage'], 1)] };
  take();
  takeKeys(portal, { key, zones });
  press('back', 'ok', '5', 'home');
  expect(said).toEqual([]);
});

test('the visit begins when the key changes, not when the screen is drawn again', () => {
  const { take, portal, pass } = fixture();
  expect(take()).toBe(true);
  pass(500);
  expect(take()).toBe(false);
  expect(portal.visit.since).toBe(1000);
  expect(take({ key: 'confirm:2' })).toBe(true);
  expect(portal.visit.since).toBe(1500);
});

test('a guard is handed on', () => {
  const { take, guard } = fixture();
  take({ guardOkMs: 800 });
  expect(guard()).toBe(800);
});
