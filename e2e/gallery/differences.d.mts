interface Difference {
  readonly pixels: number;
  /** Of all pixels, 0 to 1. */
  readonly share: number;
  readonly png: Buffer;
}
export function difference(before: Buffer, after: Buffer): Difference | null;

interface Found {
  readonly changed: readonly {
    readonly id: string;
    readonly name: string;
    readonly file: string;
    readonly pixels: number;
    readonly share: number;
  }[];
  readonly unchanged: number;
  readonly added: readonly string[];
  readonly gone: readonly string[];
}
export function compareFolders(
  folders: { readonly before: string; readonly after: string; readonly out: string },
  variants: readonly { readonly name: string }[],
  samples: { readonly known: readonly string[]; readonly ids: readonly string[] },
): Found;
export function writeReport(folder: string, found: Found): string;
