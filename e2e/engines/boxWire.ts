/** The pretend box behind the page's host object (pageSide.js): short requests up, one waiting request down. */
import type { HostObject } from '../../src/reader/hostObject/hostLink.ts';
import { bodyOf, type Route } from '../operatorSide.ts';

const WAIT_MS = 20_000;

/** Messages of a page that is gone are dropped: another page is another box that was switched on. */
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

  return async (path, request, response) => {
    if (!path.startsWith('/box/')) return false;
    const query = new URL(request.url!, 'http://box').searchParams;
    greet(query.get('page')!);
    if (path === '/box/say') {
      host().postMessage(String(await bodyOf(request)));
      response.writeHead(204).end();
      return true;
    }
    const after = Number(query.get('after'));
    if (messages.length <= after) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, WAIT_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(messages.slice(after)));
    return true;
  };
}
