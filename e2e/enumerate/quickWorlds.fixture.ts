/** Half the processor time for worlds in virtual time: plain HTTP messages, and DES by OpenSSL instead of the page's own. */
import { afterAll, beforeAll } from 'vitest';
import { cryptoJsDes, useDesCipher } from '../../mocks/crypto/des.ts';
import { opensslDes } from '../../mocks/crypto/opensslDes.ts';
import { usePlainHttp } from './plainHttp.ts';

/** Call it at the top of a test file. What it changes is put back when the file is over. */
export function quickWorlds(): void {
  let putBack = () => {};
  beforeAll(() => {
    putBack = usePlainHttp();
    useDesCipher(opensslDes);
  });
  afterAll(() => {
    useDesCipher(cryptoJsDes);
    putBack();
  });
}
