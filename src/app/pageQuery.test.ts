import { afterEach, expect, test, vi } from 'vitest';
import { askedKeys, askedLanguage, askedTypeSize } from './pageQuery.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const asked = (search: string) => {
  vi.stubGlobal('location', { search });
  return [askedLanguage(), askedTypeSize(), askedKeys()];
};

test.each<[search: string, read: unknown[]]>([
  ['', [undefined, undefined, null]],
  ['?lang=en&type=large&keys=guangxi', ['en', 'large', 'guangxi']],
  ['?language=en&types=large', [undefined, undefined, null]],
  ['?lang=fr&type&keys=a%2Fb', [undefined, undefined, 'a/b']],
  // A parameter of somebody else's, in GBK.
  ['?type=%C0%E0&lang=%', [undefined, undefined, null]],
])('%s', (search, read) => {
  expect(asked(search)).toEqual(read);
});
