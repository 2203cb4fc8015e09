import type { OperatorConfig } from './files/operatorConfig.ts';

/** Absolute, so that the signed path is the requested path. */
export const absolute = (url: string): string =>
  url.charAt(0) === '/' ? location.origin + url : url;

export function leavePortal({ exitUrl }: Pick<OperatorConfig, 'exitUrl'>): void {
  if (exitUrl !== undefined) location.assign(exitUrl);
  else window.close();
}
