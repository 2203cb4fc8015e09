import { expect, test } from 'vitest';
import { diskFailureIn, isFull } from './diskFailure.ts';

const because = (cause: Error) => new Error('it does not start', { cause });

test.each([
  [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), true],
  [new Error('IO error: store/000003.log: No space left on device'), true],
  [new Error('IO error: store/000003.log: Disk quota exceeded'), true],
  [new Error('IO error: store/LOCK: Read-only file system'), false],
  [new Error('IO error: store/000003.log: Input/output error'), false],
  [new Error('IO error: store/CURRENT: Stale file handle'), false],
  [new Error('IO error: store/LOCK: No such device or address'), false],
  [new Error('IO error: store/MANIFEST-000002: Transport endpoint is not connected'), false],
  [new Error('IO error: store/000003.ldb: Structure needs cleaning'), false],
  [new Error('IO error: lock/LOCK: Too many open files'), false],
  [Object.assign(new Error('stale NFS file handle, open'), { code: 'ESTALE' }), false],
  [Object.assign(new Error('i/o error, read'), { code: 'EIO' }), false],
  [Object.assign(new Error('read-only file system, open'), { code: 'EROFS' }), false],
])('%s is a failure of the disk, which passes', (cause, full) => {
  for (const error of [cause, because(cause), because(because(cause))]) {
    expect(diskFailureIn(error)).toBe(cause.message);
  }
  expect(isFull(`${(cause as { code?: string }).code} ${cause.message}`)).toBe(full);
});

test.each([
  new Error('Corruption: no meta-nextfile entry in descriptor'),
  Object.assign(new Error('permission denied'), { code: 'EACCES' }),
  Object.assign(new Error('address in use'), { code: 'EADDRINUSE' }),
  'EIO',
])('%s is none', (error) => {
  expect(diskFailureIn(error)).toBeNull();
});
