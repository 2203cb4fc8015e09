/**
 * The name of the event waiting behind a virtual key number: `EVENT_MEDIA_END`. Boxes answer JSON, an object, or what
 * only looks like JSON and old pages evaluate; so the name is looked for, and nothing is parsed or run.
 */
export function virtualEvent(box: { readonly Utility?: { getEvent(): unknown } }): string {
  try {
    const event = box.Utility!.getEvent();
    return /EVENT_\w+/.exec(typeof event === 'string' ? event : JSON.stringify(event))![0];
  } catch {
    return '';
  }
}
