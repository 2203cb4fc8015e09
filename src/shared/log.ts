/** Log lines carry codes and headers, never a card number, MAC or key. */
export type Log = (area: string, message: string) => void;

export const silentLog: Log = () => {};

export const consoleLog: Log = (area, message) => {
  console.info(`[${area}] ${message}`);
};

/** The first four bytes of an APDU and its length: enough to follow a card, too little to leak one. */
export function apduHeader(apdu: ArrayLike<number>): string {
  let header = '';
  for (let i = 0; i < Math.min(4, apdu.length); i++) {
    header += (apdu[i]! + 0x100).toString(16).slice(1).toUpperCase();
  }
  return `${header} (${apdu.length} bytes)`;
}
