/** Checks that every journey would notice page faults, on the shipped page under the host's policy. */
import { watchPages } from '../page/pageFaults.ts';
import { begin, expect, test } from '../shipped/shipped.ts';

test('a policy violation, an error, an unhandled rejection and a warning are noticed, on any page and after a reload', async ({
  page,
  browser,
}) => {
  const { origin } = await begin(page);
  const context = await browser.newContext();
  const faults = await watchPages(context, false);
  const other = await context.newPage();
  await other.goto(origin);
  await other.reload();
  expect(faults).toEqual([]);
  await other
    .evaluate(() => {
      document.body.setAttribute('style', 'color: red');
      document.body.innerHTML = '';
    })
    .catch(() => {});
  await other.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown');
    });
    void Promise.reject(new Error('dropped'));
  });
  await other.evaluate("console.warn('careless')");
  const heard = (what: RegExp) => faults.filter((fault) => what.test(fault)).length;
  await expect.poll(() => faults.length).toBe(7);
  expect(heard(/^policy broken: style-src-attr inline/)).toBe(1);
  expect(heard(/^policy broken: require-trusted-types-for/)).toBe(1);
  expect(heard(/thrown/)).toBe(1);
  expect(heard(/dropped/)).toBe(1);
  expect(heard(/^console: .*careless/)).toBe(1);
  // Of each broken policy the engine complains, too.
  expect(heard(/^console: .*(inline style|TrustedHTML)/)).toBe(2);
  await context.close();
});
