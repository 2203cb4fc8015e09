/** The part of des.js that is used here; the package has no types of its own. */
declare module 'des.js' {
  interface CipherOptions {
    readonly type: 'encrypt' | 'decrypt';
    /** 8 bytes for DES, 24 for EDE. */
    readonly key: ArrayLike<number>;
    /** False: only whole blocks are accepted, and nothing is added. */
    readonly padding?: boolean;
  }
  interface Cipher {
    update(data: ArrayLike<number>): number[];
  }
  interface CipherKind {
    create(options: CipherOptions): Cipher;
  }
  export const DES: CipherKind;
  export const EDE: CipherKind;
}
