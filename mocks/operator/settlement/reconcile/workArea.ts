/**
 * Where a comparison is done. In the page and in virtual time: in memory and in this thread. On a host: with files and
 * more threads (`disk/diskArea.ts`). The code of the jobs is the same.
 */
import type { Job, JobResult } from './jobTypes.ts';
import { memoryFiles, type WorkFiles } from './workFiles.ts';
import { doJob } from './workJobs.ts';

/** The results that an earlier start has left. */
export interface WorkKept {
  digest(bytes: Uint8Array): string;
  /** `of`: the digest of everything the result depends on. */
  get<R>(name: string, of: string): R | undefined;
  set(name: string, of: string, result: unknown): void;
}

export interface WorkPlace {
  /** The number of jobs that run at a time. */
  readonly threads: number;
  run<J extends Job>(job: J): Promise<JobResult<J>>;
  /**
   * A buffer of at least `size` bytes. It reuses the buffer of a finished job, because unused buffers would stay in
   * memory for long.
   */
  buffer(size: number): Uint8Array<ArrayBuffer>;
  readonly files: WorkFiles;
  /** Absent where nothing survives the process. */
  readonly kept?: WorkKept;
  /** No more jobs will come; files stay. */
  rest(): Promise<void>;
  /** Removes the files. */
  remove(): Promise<void>;
}

export interface WorkArea {
  /** `name`: letters, digits and `-`. The same name again goes on where an earlier start was interrupted. */
  begin(name: string): WorkPlace;
}

export const memoryArea: WorkArea = {
  begin() {
    const files = memoryFiles();
    return {
      threads: 1,
      run: async (job) => doJob(job, files),
      buffer: (size) => new Uint8Array(size),
      files,
      rest: async () => {},
      remove: async () => {},
    };
  },
};
