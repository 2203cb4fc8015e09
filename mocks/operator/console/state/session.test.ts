import { expect, test } from 'vitest';
import { NOW, session as sample } from './console.fixture.ts';
import { createSession } from './session.ts';

function storage() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
}

test('a session survives a reload until it ends', () => {
  const kept = storage();
  createSession(kept, () => NOW).enter(sample('clerk'));
  expect(createSession(kept, () => NOW).current.value?.operator.role).toBe('clerk');
  const tomorrow = NOW + 86_400_000;
  expect(createSession(kept, () => tomorrow).current.value).toBe(null);
});

test('signing out leaves nothing behind; a session that was ended by the platform is reported', () => {
  const kept = storage();
  const session = createSession(kept, () => NOW);
  session.enter(sample('supervisor'));
  session.leave('signed-out');
  expect([kept.items.size, session.isExpired.value]).toEqual([0, false]);
  session.enter(sample('supervisor'));
  session.leave('expired');
  expect([kept.items.size, session.isExpired.value]).toEqual([0, true]);
  session.enter(sample('supervisor'));
  expect(session.isExpired.value).toBe(false);
});

test('without a session nothing is allowed', () => {
  const session = createSession(storage(), () => NOW);
  expect(session.may('setPsam')).toBe(false);
  session.enter({ ...sample('clerk'), may: ['settleDay'] });
  expect([session.may('settleDay'), session.may('setPsam')]).toEqual([true, false]);
});

test('an invalid session in the storage is ignored', () => {
  const kept = storage();
  for (const text of ['{', 'null', '{"token":"x"}']) {
    kept.items.set('console:session', text);
    expect(createSession(kept, () => NOW).current.value).toBe(null);
  }
});
