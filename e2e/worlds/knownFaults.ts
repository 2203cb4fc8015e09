/** Faults of worlds that are known today, each with its cause. An entry goes when its cause is mended. */
const knownFaults: readonly { readonly fault: RegExp; readonly cause: string }[] = [];

export const isKnownFault = (fault: string): boolean =>
  knownFaults.some((known) => known.fault.test(fault));

/** One sentence for each known fault that is among these. */
export const knownTexts = (faults: readonly string[]): string[] =>
  knownFaults.flatMap(({ fault, cause }) => {
    const times = faults.filter((text) => fault.test(text)).length;
    return times === 0 ? [] : [`known, ${times} times: ${cause}`];
  });
