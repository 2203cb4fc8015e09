/** HID readers to choose from: the protocol inside their reports, and the reports' lengths. */
import type { ReaderModel } from './readerModel.ts';
import { READER_MODELS } from './readerModels.ts';

export interface HidModel {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  /** `ccid`: docs/integrate/ccid-over-hid.md. `length-byte`: CCID messages in pieces. `r6`: ePass3000, no CCID at all. */
  readonly firmware: 'ccid' | 'length-byte' | 'r6';
  readonly usagePage: number;
  readonly usage: number;
  /** 0: none. */
  readonly reportId: number;
  readonly outputBytes: number;
  readonly inputBytes: number;
  /** The model of its CCID side. */
  readonly ccid: ReaderModel;
}

const ccid: HidModel = {
  vendorId: 0x1209,
  productId: 0xccd1,
  product: 'Card slot over HID',
  firmware: 'ccid',
  usagePage: 0xff00,
  usage: 0x43,
  reportId: 0,
  outputBytes: 64,
  inputBytes: 64,
  ccid: READER_MODELS.automatic,
};

export const HID_MODELS = {
  ccid,
  'ccid-tpdu': { ...ccid, productId: 0xccd2, ccid: READER_MODELS.polled },
  'ccid-t1': { ...ccid, productId: 0xccd3, ccid: READER_MODELS.t1 },
  'ccid-odd': { ...ccid, productId: 0xccd4, reportId: 5, outputBytes: 13, inputBytes: 48 },
  'length-byte': {
    ...ccid,
    vendorId: 0x0483,
    productId: 0x572b,
    product: 'Custom HID',
    firmware: 'length-byte',
    usage: 0x01,
    ccid: { ...READER_MODELS.automatic, hasInterrupt: false },
  },
  r6: {
    ...ccid,
    vendorId: 0x096e,
    productId: 0x0401,
    product: 'ePass3000',
    firmware: 'r6',
    usage: 0x01,
    ccid: { ...READER_MODELS.automatic, hasInterrupt: false },
  },
} as const satisfies Record<string, HidModel>;

export type HidModelName = keyof typeof HID_MODELS;
