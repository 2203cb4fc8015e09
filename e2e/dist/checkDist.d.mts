export declare function hexLiterals(source: string): string[];
export declare function scenarioNames(scenarioSource: string, portalSource: string): string[];
