import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCRIPT_POLICY } from '../../../../src/app/boot/names.ts';
import { pagePolicy } from './securityHeaders.ts';

const directives = (page: Parameters<typeof pagePolicy>[0]): Record<string, string> =>
  Object.fromEntries(
    pagePolicy(page)
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
  );

test('the portal may have the one policy of its boot script, the console has none', () => {
  expect(directives('portal')['trusted-types']).toBe(SCRIPT_POLICY);
  expect(directives('console')['trusted-types']).toBe("'none'");
  // The page's one form loads the page again.
  expect(directives('portal')['form-action']).toBe("'self'");
  expect(directives('console')['form-action']).toBe("'none'");
  for (const page of ['portal', 'console'] as const) {
    expect(directives(page)['require-trusted-types-for']).toBe("'script'");
    expect(pagePolicy(page)).not.toContain('unsafe');
  }
});

test('only a build with a pretend world compiles as it runs, and stands in a frame of its own', () => {
  const mocks = directives('mocks');
  expect(mocks['script-src']).toBe("'self' 'unsafe-eval'");
  expect([mocks['frame-src'], mocks['frame-ancestors']]).toEqual(["'self'", "'self'"]);
  expect(Object.keys(mocks).filter((name) => name.includes('trusted-types'))).toEqual([]);
  for (const page of ['portal', 'console'] as const) {
    expect([directives(page)['frame-src'], directives(page)['frame-ancestors']]).toEqual([
      "'none'",
      "'none'",
    ]);
  }
});

test('the guide for other servers of the portal names this very policy', () => {
  const guide = new URL('../../../../docs/integrate/own-platform.md', import.meta.url);
  expect(readFileSync(guide, 'utf8').replace(/\s+/g, ' ')).toContain(` ${pagePolicy('portal')} `);
});
