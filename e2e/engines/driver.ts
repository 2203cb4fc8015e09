/** What the journey asks of a browser, whatever protocol it speaks. */
export type Key = 'up' | 'down' | 'left' | 'right' | 'ok' | 'back';

export interface Driver {
  goto(url: string): Promise<void>;
  /** Down and up again, as from a keyboard: the page gets trusted events. */
  key(key: Key): Promise<void>;
  /** Value of an ES5 expression in the page, through JSON. @throws Error when it throws. */
  eval<T>(expression: string): Promise<T>;
  /** PNG of what the page shows. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** What the driver evaluates: errors come back as data, for not every protocol passes them on. */
export const wrapped = (expression: string): string =>
  `(function(){try{return JSON.stringify({value:(${expression})})}catch(e){return JSON.stringify({error:String(e)})}})()`;

export function unwrapped<T>(json: unknown, expression: string): T {
  if (typeof json !== 'string') throw new Error(`no answer to ${expression.slice(0, 80)}`);
  const { value, error } = JSON.parse(json) as { value: T; error?: string };
  if (error !== undefined) throw new Error(`${error} in ${expression.slice(0, 80)}`);
  return value;
}

/** Polls, because only some of the protocols can wait. @throws Error naming `what` after `limitMs`. */
export async function until<T>(
  what: string,
  limitMs: number,
  look: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
