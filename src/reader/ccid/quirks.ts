/** What a USB interface says of itself, corrected by what is known of its model. */
import type { ReaderModel } from '../readerModel.ts';
import { correctedDescriptor } from './ccidDescriptor.ts';
import type { CcidInterface } from './parseConfiguration.ts';

type Known = Omit<ReaderModel, 'model'>;

export function correctedInterface(announced: CcidInterface, known: Known = {}): CcidInterface {
  const { interruptIn, descriptor, ...rest } = announced;
  return {
    ...rest,
    ...(interruptIn && !known.noInterrupt ? { interruptIn } : {}),
    descriptor: correctedDescriptor(descriptor, known),
  };
}
