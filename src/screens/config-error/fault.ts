/** Why the portal cannot begin, for the technician in front of the screen. */
export interface Fault {
  /** Settings that do not fit; an address without https; a host that has no object in the page yet. */
  readonly about?: 'address' | 'box';
  readonly field: string;
  readonly value: string;
  readonly expected?: string;
  /** The whole text of the file. */
  readonly source?: string;
}
