/** What the journey needs of a browser, whatever protocol that speaks. */
export type Key = 'up' | 'down' | 'left' | 'right' | 'ok' | 'back';

export interface Driver {
  goto(url: string): Promise<void>;
  /** Presses and releases a key as a keyboard does: the page gets trusted events. */
  key(key: Key): Promise<void>;
  /** Evaluates an ES5 expression in the page; the value comes as JSON. @throws Error when the expression throws. */
  eval<T>(expression: string): Promise<T>;
  /** A PNG of what the page shows. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** Wraps an expression so that errors come back as data, since not every protocol passes them on. */
export const wrapped = (expression: string): string =>
  `(function(){try{return JSON.stringify({value:(${expression})})}catch(e){return JSON.stringify({error:String(e)})}})()`;

export function unwrapped<T>(json: unknown, expression: string): T {
  if (typeof json !== 'string') throw new Error(`no answer to ${expression.slice(0, 80)}`);
  const { value, error } = JSON.parse(json) as { value: T; error?: string };
  if (error !== undefined) throw new Error(`${error} in ${expression.slice(0, 80)}`);
  return value;
}

/** Polls until `isTrue`, because only some protocols can wait. @throws Error naming `what` after `limitMs`. */
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
