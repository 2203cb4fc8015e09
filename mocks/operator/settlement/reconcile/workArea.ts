/**
 * Where a comparison is done. Memory and this thread in the page and in virtual time; files and more threads on a host
 * (`disk/diskArea.ts`). What is done is the same code.
 */
import type { Job, JobResult } from './jobTypes.ts';
import { memoryFiles, type WorkFiles } from './workFiles.ts';
import { doJob } from './workJobs.ts';

/** What an earlier start has done already. */
export interface WorkKept {
  digest(bytes: Uint8Array): string;
  /** `of`: the digest of everything the result depends on. */
  get<R>(name: string, of: string): R | undefined;
  set(name: string, of: string, result: unknown): void;
}

export interface WorkPlace {
  /** Jobs worked on at a time. */
  readonly threads: number;
  run<J extends Job>(job: J): Promise<JobResult<J>>;
  /** Of at least so many bytes; one whose job is done, if there is one: what nobody uses any more fills memory for long. */
  buffer(size: number): Uint8Array<ArrayBuffer>;
  readonly files: WorkFiles;
  /** Absent where nothing outlives the process. */
  readonly kept?: WorkKept;
  /** No job will come any more; files stay. */
  rest(): Promise<void>;
  /** Away with the files. */
  remove(): Promise<void>;
}

export interface WorkArea {
  /** `name`: letters, digits and `-`. The same name again goes on where an earlier start was cut. */
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
