export function builtPrograms(root: string): Promise<{
  path(name: 'load' | 'loadHost'): string;
  remove(): void;
}>;
