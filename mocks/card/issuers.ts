/** The issuers of cards with their master keys. All are invented: no real issuer, no real key. */
import type { Text } from '../../src/shared/text.ts';

export interface Issuer {
  /** 8 bytes hex, as in file 0x15. */
  readonly id: string;
  readonly name: Text;
  /** The first two bytes of its cards' serials, as hex. */
  readonly serialRange: readonly string[];
  /** Hex, 16 bytes each; purchase keys (DPK) by version, then load (DLK) and transaction (DTK). */
  readonly masterKeys: {
    readonly purchase: Readonly<Record<string, string>>;
    readonly load: string;
    readonly transaction: string;
  };
}

/** The issuer whose PSAMs are in the operator's pool. */
export const CITY_CABLE: Issuer = {
  id: '1040020000010001',
  name: { 'zh-CN': '有线电视联名卡', en: 'City Cable co-branded card' },
  serialRange: ['0006'],
  masterKeys: {
    purchase: {
      '01': '93AB67427B2255A3D1D0B4CB36687680',
      '02': '5BC8786577EF24A17C382258AAD172C6',
    },
    load: '8EFE978BAF004368D904E2FE5337C3F5',
    transaction: '8B17592741C35E786697DE5FAC9785E9',
  },
};

/** The issuer of another town, for whose cards the pool has no PSAM. */
export const FAR_TOWN: Issuer = {
  id: '7770310000020001',
  name: { 'zh-CN': '外地公交卡', en: 'Far Town transit card' },
  serialRange: ['0007'],
  masterKeys: {
    purchase: { '01': 'C69A472236463DEF123702A08164C201' },
    load: '21B6F305D4D59DD37E75D5FD07E188C2',
    transaction: '30730094809361FC22D5D88182F98AAB',
  },
};

export const ISSUERS: readonly Issuer[] = [CITY_CABLE, FAR_TOWN];
