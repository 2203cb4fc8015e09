/** Requests as `XMLHttpRequest` makes them, answered by the test; and time that the test moves. */
import { vi } from 'vitest';

export class FakeRequest {
  static all: FakeRequest[] = [];
  status = 0;
  response: ArrayBuffer | null = null;
  responseType = '';
  address = '';
  isAborted = false;
  isOver = false;
  onloadend: (() => void) | null = null;
  onprogress: (() => void) | null = null;

  open(_method: string, address: string): void {
    this.address = address;
  }
  /** Its headers, as `name: value`. */
  headers: string[] = [];
  setRequestHeader(name: string, value: string): void {
    this.headers.push(`${name}: ${value}`);
  }
  send(): void {
    FakeRequest.all.push(this);
  }
  abort(): void {
    // Of one that has ended nothing more is heard.
    if (this.isAborted || this.isOver) return;
    this.isAborted = true;
    this.onloadend?.();
  }
  answer(body: string | readonly number[], status = 200): void {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body);
    this.status = status;
    this.isOver = true;
    // A text is decoded by its mark, or as the server says: only bytes tell what is there.
    if (this.responseType === 'arraybuffer') this.response = bytes.buffer as ArrayBuffer;
    this.onloadend?.();
  }
  /** The connection is cut. */
  cut(): void {
    this.isOver = true;
    this.onloadend?.();
  }
}

/** Puts them into the place of the real ones; call the result when the test has ended. */
export function fakeRequests(globals: Readonly<Record<string, unknown>> = {}): () => void {
  FakeRequest.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
}

export const newest = (): FakeRequest => FakeRequest.all[FakeRequest.all.length - 1]!;
export const addresses = (): string[] => FakeRequest.all.map(({ address }) => address);
