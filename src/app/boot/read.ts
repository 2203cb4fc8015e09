/**
 * Reads a file of the server; `isFresh`: past what the engine has kept, where half a file has the tag of the whole one.
 * It is read as UTF-8, and what is not ends with U+FFFD: an engine would follow what the server says of it, or its mark.
 */
export function read(
  address: string,
  isFresh: boolean,
  onEnd: (text: string, status: number) => void,
): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.onloadend = () => {
    let text = '';
    for (const byte of new Uint8Array(request.response)) text += String.fromCharCode(byte);
    try {
      text = decodeURIComponent(escape(text));
    } catch {
      text += '\ufffd';
    }
    onEnd(text, request.status);
  };
  request.open('GET', address);
  request.responseType = 'arraybuffer';
  if (isFresh) request.setRequestHeader('Cache-Control', 'no-cache');
  request.send();
  return request;
}
