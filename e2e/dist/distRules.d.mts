export interface DistFile {
  readonly name: string;
  readonly text: string;
}

export interface Secrets {
  readonly testKeys: readonly string[];
  readonly scenarioNames: readonly string[];
}

export declare const distRules: Readonly<
  Record<string, (file: DistFile, secrets: Secrets) => string | null>
>;
export declare function isPublicHex(hex: string): boolean;
export declare function inspectDist(files: readonly DistFile[], secrets: Secrets): string[];
