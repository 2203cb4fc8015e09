/** Reader models that are not what they say of themselves: what is known, and what an operator adds in `config.json`. */
import type { Log } from '../shared/log.ts';
import { givenModels } from './givenModels.ts';
import type { ReaderModel } from './readerModel.ts';

/**
 * Facts of libccid (github.com/LudovicRousseau/CCID at 5de6a966: `src/ccid.c`, `src/ccid_usb.c`, `src/ifdhandler.c`, `readers/`),
 * and of two HID readers. What libccid knows of firmware versions, PIN pads and contactless readers is not needed here.
 */
const KNOWN: readonly ReaderModel[] = [
  // SCR3310 v2: announces 263, which has no room for a command of 255 bytes; takes 271.
  { model: '04E6:511F', maxMessageLength: 271 },
  // OMNIKEY 3x21, generic OMNIKEY, 6121; Cherry Smart Terminal xx44; Fujitsu D323; Diebold Nixdorf PN7362AU: they chain.
  { model: '076B:3031', level: 'extended-apdu' },
  { model: '076B:3A21', level: 'extended-apdu' },
  { model: '076B:6632', level: 'extended-apdu' },
  { model: '046A:00A7', level: 'extended-apdu' },
  { model: '0BF8:1024', level: 'extended-apdu' },
  { model: '2F7C:6007', level: 'extended-apdu' },
  // KOBIL TriB@nk announces extended APDUs and cannot chain.
  { model: '0D46:3010', level: 'short-apdu' },
  // O2 Micro OZ776: nothing but the default speed works.
  { model: '0B97:7762', maxDataRateBps: 9600 },
  { model: '0B97:7772', maxDataRateBps: 9600 },
  // Alcor Micro AU9540.
  { model: '058F:9540', maxDataRateBps: 200_000 },
  // GemCore POS Pro and SIM Pro: the slots behind the first one are slower, which no descriptor says.
  { model: '08E6:3479', maxDataRateBps: 125_000 },
  { model: '08E6:3480', maxDataRateBps: 125_000 },
  // MySmartPad announces no maximum.
  { model: '09BE:0002', maxIfsd: 254 },
  // What ST gives every "custom HID" of its samples: the first answer tells whether it is a reader.
  { model: '0483:572B', framing: 'length-byte' },
  // ePass3000.
  { model: '096E:0401', framing: 'r6' },
];

export interface ReaderModels {
  /** All that is known of a model, the operator's own word first. */
  of(vendorId: number, productId: number): Omit<ReaderModel, 'model'>;
  /** Those of HID with a framing of their own. */
  readonly framed: readonly { readonly vendorId: number; readonly productId: number }[];
}

const hex4 = (value: number): string => (value + 0x10000).toString(16).slice(1).toUpperCase();

export const vidPid = (vendorId: number, productId: number): string =>
  `${hex4(vendorId)}:${hex4(productId)}`;

/** `given`: `readerModels` of `config.json`, as it stands there; what does not fit is logged and left out. */
export function readerModels(given: unknown, log: Log): ReaderModels {
  const { models, faults, ignored } = givenModels(given);
  faults.concat(ignored).forEach((line) => {
    log('readers', line);
  });
  const all = KNOWN.concat(models);
  return {
    of: (vendorId, productId) => {
      const name = vidPid(vendorId, productId);
      return Object.assign({}, ...all.filter(({ model }) => model === name));
    },
    framed: all
      .filter(({ framing }) => framing !== undefined)
      .map(({ model }) => ({
        vendorId: parseInt(model.slice(0, 4), 16),
        productId: parseInt(model.slice(5), 16),
      })),
  };
}
