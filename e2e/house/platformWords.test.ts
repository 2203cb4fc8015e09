/**
 * The console has words for everything that the platform writes: a new event needs a name in `eventNames.ts`, a new note
 * one in `noteNames.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterEach, expect, test } from 'vitest';
import { eventName } from '../../mocks/operator/console/names/eventNames.ts';
import { noteName, watchCause } from '../../mocks/operator/console/names/noteNames.ts';
import { language } from '../../mocks/operator/console/state/language.ts';

afterEach(() => {
  language.value = 'zh-CN';
});

const TSP = fileURLToPath(new URL('../../mocks/operator/tsp', import.meta.url));
/** Where the differences of a day get their notes. */
const CLASSIFY = fileURLToPath(
  new URL('../../mocks/operator/settlement/classify.ts', import.meta.url),
);

/** Calls whose texts end up in a note. */
const CALLS =
  /^(watchBox|freezeTerminal|openCase|openConflict|reopenCase|refusalCase|blockTwin|closeCase|closeCasesOn|finishPosted|moveAttempt|endAttempt|stuck|manual|contradiction|wentOn)$/;

interface Texts {
  readonly notes: string[];
  readonly events: string[];
}

/** The text with `X1` in the place of what is filled in; `null` when it is no text. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `X1${literal.text}`).join('');
}

/** Where the text goes: the nearest call, or the nearest name it is given to. */
function placeOf(node: ts.Node): string {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isCallExpression(at)) return `${at.expression.getText()}()`;
    if (ts.isPropertyAssignment(at) || ts.isVariableDeclaration(at)) return at.name.getText();
    if (ts.isReturnStatement(at) || ts.isArrowFunction(at)) return 'answer';
  }
  return '';
}

const isNote = (place: string, file: string): boolean =>
  CALLS.test(place.replace('()', '')) ||
  place === 'note' ||
  place === 'why' ||
  (file.endsWith('settlement/steps.ts') && /^(answer|[A-Z_]+)$/.test(place));

function textsIn(file: string): Texts {
  const found: Texts = { notes: [], events: [] };
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null) {
      const place = placeOf(node);
      if (/[a-z]{2} [a-zX]/.test(text) && isNote(place, file)) found.notes.push(text);
      if (place === 'what' && /^[a-z]+\.[a-zA-Z]+$/.test(text)) found.events.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = readdirSync(TSP, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  .map((name) => textsIn(join(TSP, name)))
  .concat(textsIn(CLASSIFY));
const notes = files.flatMap((found) => found.notes);
const events = files.flatMap((found) => found.events);

test('every note that the platform writes is in Chinese where the console is', () => {
  expect(notes.length).toBeGreaterThan(40);
  expect(notes.filter((note) => /[a-z]{2,} [a-z]{2,}/.test(noteName(note)))).toEqual([]);
});

test('every event that is written out has a name', () => {
  expect(events).toContain('attempt.passedOver');
  expect(events.filter((event) => eventName(event) === event)).toEqual([]);
});

test('what people wrote, and every note in English, stays as it was written', () => {
  expect(noteName('STB-1: 用户报失, stolen on Friday')).toBe('STB-1: 用户报失, stolen on Friday');
  language.value = 'en';
  expect(noteName('PPP said 01')).toBe('PPP said 01');
});

test('a note of one word is told only where it is the whole note', () => {
  expect([noteName('unread'), noteName('unread mail')]).toEqual(['日志说明不了', 'unread mail']);
});

test('notes that were put together are told part by part', () => {
  expect(noteName('the PPP said 01; people decided that it was not debited')).toBe(
    'PPP 答 01；此前由人认定未扣款',
  );
  expect(noteName('AMOUNT_DIFF of 20261122 is cured')).toBe('20261122 的差错（AMOUNT_DIFF）已消除');
});

test('why a box is on watch is told apart from the attempt', () => {
  const attemptId = '01KASAMPLE000000000000ATT1';
  expect(watchCause(`${attemptId}: the sequence went back`)).toEqual({
    cause: '卡片序号倒退了',
    attemptId,
  });
  language.value = 'en';
  expect(watchCause('at two addresses at once')).toEqual({ cause: 'At two addresses at once' });
});
