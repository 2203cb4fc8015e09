/**
 * `Request` and `Response` for virtual time: a body is a text, and reading it takes no turn of the event loop. Node's own
 * are built on streams and take a quarter of a simulated payment. Does not imitate: bodies that are not text, streaming,
 * redirects, aborting. A body can be read only once, as from the real ones.
 */

type HeaderList = Readonly<Record<string, string>>;

class PlainHeaders {
  private readonly values = new Map<string, string>();

  constructor(init: HeaderList | PlainHeaders = {}) {
    if (init instanceof PlainHeaders)
      for (const [name, value] of init.values) this.set(name, value);
    else for (const name of Object.keys(init)) this.set(name, init[name]!);
  }
  get(name: string): string | null {
    return this.values.get(name.toLowerCase()) ?? null;
  }
  has(name: string): boolean {
    return this.values.has(name.toLowerCase());
  }
  set(name: string, value: string): void {
    this.values.set(name.toLowerCase(), String(value));
  }
  delete(name: string): void {
    this.values.delete(name.toLowerCase());
  }
  forEach(callback: (value: string, name: string) => void): void {
    this.values.forEach(callback);
  }
}

class PlainBody {
  readonly headers: PlainHeaders;
  private isRead = false;
  protected readonly content: string;

  constructor(content: string, headers: HeaderList | PlainHeaders | undefined) {
    this.content = content;
    this.headers = new PlainHeaders(headers);
  }
  get bodyUsed(): boolean {
    return this.isRead;
  }
  async text(): Promise<string> {
    if (this.isRead) throw new TypeError('the body was read before');
    this.isRead = true;
    return this.content;
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  protected checkUnread(): void {
    if (this.isRead) throw new TypeError('a body that was read cannot be cloned');
  }
}

interface PlainInit {
  readonly method?: string;
  readonly status?: number;
  readonly headers?: HeaderList | PlainHeaders;
  readonly body?: string | null;
}

class PlainRequest extends PlainBody {
  readonly url: string;
  readonly method: string;

  constructor(url: string | URL, { method = 'GET', headers, body }: PlainInit = {}) {
    super(body ?? '', headers);
    this.url = String(url);
    this.method = method.toUpperCase();
    if (body != null && !this.headers.has('content-type')) {
      this.headers.set('content-type', 'text/plain;charset=UTF-8');
    }
  }
  clone(): PlainRequest {
    this.checkUnread();
    const { method, headers, content: body } = this;
    return new PlainRequest(this.url, { method, headers, body });
  }
}

class PlainResponse extends PlainBody {
  readonly status: number;

  constructor(body: string | null = null, { status = 200, headers }: PlainInit = {}) {
    super(body ?? '', headers);
    this.status = status;
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
  clone(): PlainResponse {
    this.checkUnread();
    const { status, headers } = this;
    return new PlainResponse(this.content, { status, headers });
  }
}

/** Replaces `Request` and `Response` of this process. Answers a function that puts Node's own back. */
export function usePlainHttp(): () => void {
  const { Request, Response } = globalThis;
  Object.assign(globalThis, { Request: PlainRequest, Response: PlainResponse });
  return () => void Object.assign(globalThis, { Request, Response });
}
