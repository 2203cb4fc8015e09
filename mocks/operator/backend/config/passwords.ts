/**
 * Operators' passwords hashed by scrypt, as `scrypt$N$r$p$salt$hash`. Each guess at a stolen list costs 32 MB and three
 * passes.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Passwords } from '../../ops/base/opsTypes.ts';

/** The second of OWASP's settings of equal strength: a sign-in takes 32 MB, not 128. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORMAT = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)$/;
/** A hash that needs more memory than this was not made here. */
const MOST_MEMORY = 128 * 2 ** 20;

/** Derives the key. The same text typed on different keyboards is the same password. */
function derive(
  password: string,
  salt: Buffer,
  cost: typeof COST,
  length: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize('NFKC'),
      salt,
      length,
      { ...cost, maxmem: MOST_MEMORY },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}

export function scryptPasswords(cost: typeof COST = COST): Passwords {
  return {
    async verify(password, hash) {
      const parts = FORMAT.exec(hash);
      if (!parts) return false;
      const [N, r, p] = parts.slice(1, 4).map(Number) as [number, number, number];
      const expected = Buffer.from(parts[5]!, 'base64');
      if (expected.length !== HASH_BYTES) return false;
      try {
        const found = await derive(
          password,
          Buffer.from(parts[4]!, 'base64'),
          { N, r, p },
          HASH_BYTES,
        );
        return timingSafeEqual(found, expected);
      } catch {
        // scrypt does not accept this cost: the hash was not made here.
        return false;
      }
    },
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, cost, HASH_BYTES);
      const { N, r, p } = cost;
      return `scrypt$${N}$${r}$${p}$${salt.toString('base64')}$${key.toString('base64')}`;
    },
  };
}
