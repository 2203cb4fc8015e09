/** HTTP by XMLHttpRequest: every engine has it, it can be aborted without AbortController, and MSW sees it. */
import type { HttpSend } from '../../shared/http.ts';
import { fail, ok } from '../../shared/result.ts';

export const sendByXhr: HttpSend = (request, timeoutMs, signal) =>
  new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    for (const name of Object.keys(request.headers)) {
      xhr.setRequestHeader(name, request.headers[name]!);
    }
    // Whatever a server or proxy says of its texts, they are UTF-8; another reading breaks the signature.
    xhr.overrideMimeType('text/plain;charset=utf-8');
    xhr.timeout = timeoutMs;
    const stopListening = signal.onAbort(() => xhr.abort());
    const finish = (result: Parameters<typeof resolve>[0]) => {
      stopListening();
      resolve(result);
    };
    xhr.onload = () =>
      finish(
        ok({
          status: xhr.status,
          header: (name: string) => xhr.getResponseHeader(name),
          body: xhr.responseText,
        }),
      );
    xhr.onerror = () => finish(fail({ kind: 'offline' }));
    xhr.ontimeout = () => finish(fail({ kind: 'timeout' }));
    xhr.onabort = () => finish(fail({ kind: 'aborted' }));
    xhr.send(request.body === undefined ? null : request.body);
  });
