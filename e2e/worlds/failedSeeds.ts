/** Seeds whose worlds have failed once; tests play them before all others. A seed stays when its cause is mended. */
export const failedSeeds: readonly { readonly seed: number; readonly cause: string }[] = [
  { seed: 31, cause: 'a PSAM that was dead when the TSP started kept it from starting' },
  { seed: 28, cause: 'what one box had claimed kept a card from paying at all others, for good' },
  { seed: 1202870, cause: 'a card was torn after nothing should go wrong any more' },
  { seed: 1303368, cause: 'the same with two tears, one after the other' },
  { seed: 1400991, cause: 'an identity that ended in HANG counted as a call without end' },
];
