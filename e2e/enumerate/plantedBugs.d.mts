interface PlantedBug {
  readonly name: string;
  readonly file: string;
  readonly only: string;
  /** What is in the source, and what takes its place. */
  readonly changes: readonly (readonly [from: string, to: string])[];
}

export const plantedBugs: readonly PlantedBug[];
