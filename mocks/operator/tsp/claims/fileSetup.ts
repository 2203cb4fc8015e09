/** What the platform needs to exchange files. A host without it claims over HTTP only. */
import type { Hash } from '../../settlement/hash.ts';
import type { WorkArea } from '../../settlement/reconcile/workArea.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import type { TspSetup } from '../base/ports.ts';

export interface FileSetup {
  readonly exchange: FileExchange;
  readonly hash: Hash;
  /** Four characters, agreed with BOSS. */
  readonly channel: string;
  /** Eight characters, agreed with the PPP. */
  readonly acquirer: string;
  /** Where files are compared with the platform's rows. */
  readonly area: WorkArea;
}

type Given = Pick<TspSetup, 'exchange' | 'hash' | 'channel' | 'acquirer' | 'area'>;

/** Returns `null` when the host exchanges no files. @throws RangeError when `exchange` is given without the rest. */
export function fileSetup({ exchange, hash, channel, acquirer, area }: Given): FileSetup | null {
  if (!exchange) return null;
  if (!hash || channel === undefined || acquirer === undefined || !area) {
    throw new RangeError(
      'files need hash, channel, acquirer and area beside their exchange; set them',
    );
  }
  return { exchange, hash, channel, acquirer, area };
}
