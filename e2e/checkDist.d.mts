import type { Secrets } from './distRules.mjs';

export declare function filesUnder(folder: string): string[];
export declare function hexLiterals(source: string): string[];
export declare function scenarioNames(scenarioSource: string, portalSource: string): string[];
export declare function collectSecrets(): Secrets;
