export declare function findChromium(env?: NodeJS.ProcessEnv): string | null;
export declare function hasChineseFont(): boolean;
