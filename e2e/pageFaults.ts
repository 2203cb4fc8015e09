/** What no page of a shipped build may do, whatever its journey is about: break its policy, throw, or drop a rejection. */
import type { Page } from '@playwright/test';

/** Hears of them from now on, over reloads. Chromium tells of unhandled rejections as of errors. */
export async function watchPage(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  page.on('pageerror', ({ message, stack }) => void faults.push(stack ?? message));
  await page.exposeFunction('policyBroken', (what: string) => void faults.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { policyBroken } = window as unknown as { policyBroken(what: string): void };
      const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const where = `${sourceFile}:${lineNumber}`;
      policyBroken(`policy broken: ${violatedDirective} ${blockedURI} at ${where} ${sample}`);
    });
  });
  return faults;
}
