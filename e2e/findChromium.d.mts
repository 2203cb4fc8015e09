export declare function findChromium(env?: NodeJS.ProcessEnv): string | null;
export declare function findHeadlessShell(env?: NodeJS.ProcessEnv): string | null;
export declare function findJourneyChromium(env?: NodeJS.ProcessEnv): string | null;
export declare function hasChineseFont(): boolean;
