/** Steers a page in the bench's Chromium: its size, its keys, and expressions evaluated in it. */
import type { DevTools } from './devtools.ts';

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const DOWN = {
  key: 'ArrowDown',
  code: 'ArrowDown',
  windowsVirtualKeyCode: 40,
  nativeVirtualKeyCode: 40,
};

export const keydown = (page: DevTools, autoRepeat = false) =>
  page.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', autoRepeat, ...DOWN });
export const keyup = (page: DevTools) =>
  page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...DOWN });

/** @throws Error with what the page threw. */
export async function evaluate<T>(page: DevTools, expression: string): Promise<T> {
  const { result, exceptionDetails } = await page.send<{
    result: { value: T };
    exceptionDetails?: { exception?: { description?: string } };
  }>('Runtime.evaluate', { expression, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
  return result.value;
}

/** Makes the page 1280 x 720 and brings it to the front. */
export async function layOut(page: DevTools): Promise<void> {
  await page.send('Page.enable');
  await page.send('Runtime.enable');
  await page.send('Emulation.setDeviceMetricsOverride', {
    width: 1280,
    height: 720,
    deviceScaleFactor: 1,
    mobile: false,
  });
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
}
