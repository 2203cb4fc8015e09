/** Seeds whose worlds have failed once; tests play them before all others. A seed stays when its cause is mended. */
export const failedSeeds: readonly { readonly seed: number; readonly cause: string }[] = [];
