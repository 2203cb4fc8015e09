/** Reads a file of the server; `isFresh`: past what the engine has kept, where half a file has the tag of the whole one. */
export function read(
  address: string,
  isFresh: boolean,
  onEnd: (text: string, status: number) => void,
): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.onloadend = () => onEnd(request.responseText, request.status);
  request.open('GET', address);
  // Whatever a server says of its texts, they are UTF-8.
  request.overrideMimeType('text/plain;charset=utf-8');
  if (isFresh) request.setRequestHeader('Cache-Control', 'no-cache');
  request.send();
  return request;
}
