/** Asks an engine itself which features it lacks. */
import type { Driver } from './driver.ts';

/** The content security policy of the page on which the features are asked for. Without it the page has the host's. */
export const BLANK_POLICY = "default-src 'none'; script-src 'unsafe-eval'";

/**
 * ES5 expressions. Syntax is tried by `Function`, which the policy of the shipped pages forbids, so they need a page that
 * has `BLANK_POLICY`. A style is set by `cssText`: any policy allows it, unlike the attribute `style`.
 */
const PROBES: Readonly<Record<string, string>> = {
  'arrow, class, let':
    'Function("class A{};let a=(b=1)=>`1`;const [c,...d]=[1];return a()")()==="1"',
  'module scripts': '"noModule" in document.createElement("script")',
  'async functions': 'Function("async function a(){}return 1")()',
  '?.': 'Function("return 1?.b||1")()',
  Proxy: 'window.Proxy',
  fetch: 'window.fetch',
  AbortController: 'window.AbortController',
  queueMicrotask: 'window.queueMicrotask',
  globalThis: 'Function("return globalThis")()',
  TextEncoder: 'window.TextEncoder',
  'crypto.subtle': 'window.crypto&&crypto.subtle',
  'Object.entries': 'Object.entries',
  'Promise.finally': 'Promise.prototype["finally"]',
  'Array.flat': '[].flat',
  'KeyboardEvent.key': '"key" in KeyboardEvent.prototype',
  indexedDB: 'window.indexedDB',
  // The engine supports them, but CSS.supports of WebKit 602 says no.
  'custom properties':
    '(function(){var b=document.body;b.style.cssText="--a:7px;margin-top:var(--a)";return getComputedStyle(b).marginTop==="7px"})()',
  'CSS grid': 'CSS.supports("display","grid")',
  'aspect-ratio': 'CSS.supports("aspect-ratio","1")',
  inset: 'CSS.supports("inset","0")',
  WebUSB: 'navigator.usb',
  WebHID: 'navigator.hid',
};

export async function missingFeatures(driver: Driver): Promise<string[]> {
  const asked = Object.entries(PROBES).map(
    ([name, test]) =>
      `[${JSON.stringify(name)},(function(){try{return !!(${test})}catch(e){return false}})()]`,
  );
  const answers = await driver.eval<[string, boolean][]>(`[${asked.join()}]`);
  return answers.filter(([, has]) => !has).map(([name]) => name);
}
