import { LOSSES, type Loss, lossyProxy } from '../shipped/lossyProxy.ts';
import { begin, expect, test } from '../shipped/shipped.ts';

const FILES: [string, RegExp][] = [
  ['boot', /boot-/],
  ['script', /index-.*js$/],
  ['style', /index-.*css$/],
  ['config', /config\.json/],
  ['words', /words\//],
  ['keys', /keys\//],
  ['late script', /late-.*js$/],
  ['late style', /late-.*css$/],
];
const dur = 60_000;
for (const [name, file] of FILES)
  for (const loss of Object.keys(LOSSES) as Loss[])
    test(`${name} ${loss}`, async ({ page }) => {
      const side = await begin(page);
      const proxy = await lossyProxy(side.origin);
      await page.clock.install();
      let now = 0;
      proxy.lose(file, loss, () => now < dur);
      const t = Date.now();
      await page.goto(proxy.origin, { waitUntil: 'commit' });
      let line = '';
      let at = -1;
      for (; now < dur + 20_000; now += 500) {
        await page.clock.runFor(500);
        side.pass(500);
        await page.request.get(proxy.origin + 'icon.svg');
        const s = await page.evaluate(() => [
          document.querySelector('[data-screen]')?.getAttribute('data-screen'),
          document.getElementById('waiting')?.textContent,
        ]);
        if (s[1]) line = s[1];
        if (
          s[0] === 'home' &&
          (await page.evaluate(() => document.querySelectorAll('[data-focused]').length)) === 1 &&
          (!name.startsWith('late') ||
            (await page.evaluate(
              () =>
                Boolean((window as any).portalChunks.late) &&
                getComputedStyle(document.documentElement).getPropertyValue('--late-whole'),
            )))
        ) {
          at = now;
          break;
        }
      }
      console.log(
        `${name.padEnd(12)} ${loss.padEnd(7)} ${at < 0 ? 'NEVER' : at - dur} ms  real ${Date.now() - t} asked ${proxy.asked.length} ${line}`,
      );
      await proxy.close();
    });
