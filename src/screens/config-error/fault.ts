/** Why the portal cannot begin, for the technician in front of the screen. */
export interface Fault {
  /** An address without https, or a host that has no object in the page yet; absent: a file that does not fit. */
  readonly about?: 'address' | 'box';
  /** What is right there, the screen says by this name. */
  readonly field: string;
  /** The beginning of the value as JSON; empty where nothing is. */
  readonly value: string;
  /** A rule that the field does not name: `JSON`, `UTF-8`, `file`. */
  readonly expected?: string;
  /** The whole text of the file. */
  readonly source?: string;
}
