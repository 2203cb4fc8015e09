import { expect, type Page, test } from '@playwright/test';

/** What is wrong with the look of the present page, in words. */
const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const scale = window.innerWidth / 1280;
    const focused = document.querySelectorAll('[data-focused]');
    if (focused.length !== 1) faults.push(`${focused.length} focused`);
    if (focused[0] && !focused[0].id) faults.push('the focused thing has no id');
    const nodes = document.querySelectorAll('#app *').length;
    if (nodes > 600) faults.push(`${nodes} nodes`);
    for (const element of document.querySelectorAll<HTMLElement>('#app *')) {
      const text = element.children.length === 0 ? (element.textContent ?? '').trim() : '';
      const box = element.getBoundingClientRect();
      // Words inside a picture have the picture's own units.
      if (text === '' || box.width === 0 || element.closest('svg')) continue;
      const name = `"${text.slice(0, 30)}"`;
      const isCut =
        element.scrollWidth > element.clientWidth + 1 &&
        getComputedStyle(element).display !== 'inline';
      if (isCut) faults.push(`${name} is cut`);
      const isOutside = box.left < 64 * scale - 1 || box.right > window.innerWidth - 64 * scale + 1;
      if (isOutside) faults.push(`${name} leaves the safe area`);
      if (parseFloat(getComputedStyle(element).fontSize) < 18.9 * scale) {
        faults.push(`${name} is too small`);
      }
    }
    return faults;
  });

for (const [width, height] of [
  [1280, 720],
  [1920, 1080],
] as const) {
  for (const language of ['zh-CN', 'en']) {
    test(`every screen in every state is whole at ${width}x${height} in ${language}`, async ({
      page,
    }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width, height });
      await page.goto('./?gallery');
      await page.locator('a').first().waitFor();
      const ids = await page
        .locator('a')
        .evaluateAll((links) => [
          ...new Set(
            links.map((link) =>
              new URL((link as HTMLAnchorElement).href).searchParams.get('gallery'),
            ),
          ),
        ]);
      expect(ids.length).toBeGreaterThan(60);
      const faults: string[] = [];
      for (const id of ids) {
        await page.goto(`./?gallery=${id}&lang=${language}`);
        await page.locator('[data-focused]').first().waitFor();
        for (const fault of await faultsOf(page)) faults.push(`${id}: ${fault}`);
      }
      expect(faults).toEqual([]);
    });
  }
}
