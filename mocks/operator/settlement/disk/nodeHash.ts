/** Incremental SHA-256 by Node. */
import { createHash } from 'node:crypto';
import type { Hash } from '../hash.ts';

export const nodeHash: Hash = () => {
  const hasher = createHash('sha256');
  return {
    update: (bytes) => void hasher.update(bytes),
    digest: () => hasher.digest('hex').toUpperCase(),
  };
};
