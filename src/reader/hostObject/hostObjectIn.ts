/** Finds the message object of a box's host, and gives it the one shape that everything above knows. */
import type { HostObject } from './hostLink.ts';

export interface WindowWithHost {
  stbHost?: HostObject | undefined;
  /** WKWebView, WebKitGTK and WPE: one way only, page to host. */
  readonly webkit?:
    | {
        readonly messageHandlers?:
          | { readonly stbHost?: { postMessage(json: string): void } | undefined }
          | undefined;
      }
    | undefined;
}

/**
 * `window.stbHost` as it is (Android's message listener, or what a bootstrap script of the shell has made); otherwise
 * WebKit's handler of that name, completed: the host answers by running `stbHost.onmessage({ data: json })` in the
 * page, so the object is put there. `undefined`: this box has no host.
 */
export function hostObjectIn(page: WindowWithHost): HostObject | undefined {
  const { stbHost, webkit } = page;
  if (stbHost && typeof stbHost.postMessage === 'function') return stbHost;
  const handler = webkit?.messageHandlers?.stbHost;
  if (!handler) return undefined;
  const host: HostObject = {
    // Not the bare function: WebKit's wants its handler for `this`.
    postMessage: (json) => handler.postMessage(json),
    onmessage: null,
  };
  page.stbHost = host;
  return host;
}
