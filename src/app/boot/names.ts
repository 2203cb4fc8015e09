/** Names by which the scripts of the page find each other; the build and the host's headers use them as well. */

/** The object in which every script leaves its exports, under the name of its chunk. Before, its hash is there: no other build's script runs. */
export const CHUNKS = 'portalChunks';
/** The function that replaces `import()`. */
export const IMPORT = 'portalImport';
/** The policy that the host's header names (`trusted-types`): scripts of this build, by their names, and nothing else. */
export const SCRIPT_POLICY = 'portal-scripts';
/** The custom property with which a chunk's style sheet ends; its value is the sheet's hash. */
export const markOf = (chunk: string): string => `--${chunk}-whole`;
