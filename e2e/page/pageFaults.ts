/** Faults that no page may have in any journey: a policy violation, an error, an unhandled rejection, a line of error or warning in the console. */
import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** What Chromium itself says of a request: it had no answer, or one that is no success or not of its kind. */
const OF_REQUEST =
  /^Failed to load resource|^Refused to (apply style|execute script) from .* its MIME type|link preload but not used/;
/** A platform may refuse: the screens say so. */
const REFUSED = /\/tsp\/v1\/[^?]*(\?.*)? .* status of (401|403|409|422) /;

/** The line, where it is a fault. */
function faultOf(message: ConsoleMessage, losesRequests: boolean): string | null {
  if (message.type() !== 'error' && message.type() !== 'warning') return null;
  const text = message.text();
  const line = `${message.location().url} ${text}`;
  return OF_REQUEST.test(text) && (losesRequests || REFUSED.test(line)) ? null : line;
}

/**
 * Collects them from now on, for every page and over reloads. Chromium reports unhandled rejections as errors. `losesRequests`: the journey
 * takes the network or files away, and what the engine says of it is no fault.
 */
export async function watchPages(
  context: BrowserContext,
  losesRequests: boolean,
): Promise<readonly string[]> {
  const faults: string[] = [];
  context.on('console', (message) => {
    const fault = faultOf(message, losesRequests);
    if (fault !== null) faults.push(`console: ${fault}`);
  });
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
