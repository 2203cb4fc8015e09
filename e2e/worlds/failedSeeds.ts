/** Seeds whose worlds have failed once; tests play them before all others. A seed stays when its cause is mended. */
export const failedSeeds: readonly { readonly seed: number; readonly cause: string }[] = [
  { seed: 3005, cause: 'a PSAM that was dead when the TSP started kept it from starting' },
  {
    seed: 3002,
    cause: 'a claim that people look at said "untouched": the portal asked for the card for ever',
  },
];
