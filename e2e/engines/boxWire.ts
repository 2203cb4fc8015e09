/** The simulated box behind the page's host object (pageSide.js): short requests up, one long-polling request down. */
import type { HostObject } from '../../src/reader/hostObject/hostLink.ts';
import type { Route } from '../shipped/operatorSide.ts';

const WAIT_MS = 20_000;

/** Messages for a page that is gone are dropped: to the host, another page is a box switched on again. */
export function boxWire(host: () => HostObject): Route {
  let page = '';
  let messages: string[] = [];
  let wake = () => {};

  const greet = (asking: string) => {
    if (asking === page) return;
    page = asking;
    messages = [];
    wake();
    host().onmessage = ({ data }) => {
      if (asking !== page) return;
      messages.push(String(data));
      wake();
    };
  };

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (!pathname.startsWith('/box/')) return null;
    greet(searchParams.get('page')!);
    if (pathname === '/box/say') {
      host().postMessage(await request.text());
      return new Response(null, { status: 204 });
    }
    const after = Number(searchParams.get('after'));
    if (messages.length <= after) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, WAIT_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return Response.json(messages.slice(after));
  };
}
