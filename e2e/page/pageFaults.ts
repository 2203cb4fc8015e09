/** Faults that no page may have in any journey: a policy violation, an error, an unhandled rejection. */
import type { BrowserContext } from '@playwright/test';

/** Collects them from now on, for every page and over reloads. Chromium reports unhandled rejections as errors. */
export async function watchPages(context: BrowserContext): Promise<readonly string[]> {
  const faults: string[] = [];
  context.on('weberror', (thrown) => {
    const { message, stack } = thrown.error();
    faults.push(stack ?? message);
  });
  await context.exposeFunction('policyBroken', (what: string) => void faults.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { policyBroken } = window as unknown as { policyBroken(what: string): void };
      const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const where = `${sourceFile}:${lineNumber}`;
      policyBroken(`policy broken: ${violatedDirective} ${blockedURI} at ${where} ${sample}`);
    });
  });
  return faults;
}
