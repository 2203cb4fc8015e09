/** A host that gives a wrong answer to the page, although the card has done what it was told. */
import type { HostObject } from '../../src/reader/hostObject/hostLink.ts';
import type { HostRequest } from '../../src/reader/hostObject/hostMessages.ts';
import type { worldOf } from '../shipped/shipped.ts';

/** The next DEBIT gets this status word as its answer. */
export function liesAboutDebit(world: ReturnType<typeof worldOf>, statusWord: string): void {
  const { host } = world;
  let lie: number | null | undefined;
  const lying: HostObject = {
    onmessage: null,
    postMessage(json) {
      const { id, apdu } = JSON.parse(json) as HostRequest;
      if (lie === undefined && apdu?.slice(0, 4) === '8054') lie = id;
      host.onmessage = ({ data }) => {
        const message = JSON.parse(String(data));
        if (message.id === lie && message.result) {
          message.result.answer = statusWord;
          lie = null;
        }
        lying.onmessage?.({ data: JSON.stringify(message) });
      };
      host.postMessage(json);
    },
  };
  Object.assign(world, { host: lying });
}
