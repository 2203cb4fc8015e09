/** The tokens as the page's style sheets have them: every rule that holds custom properties and nothing else. */

interface TokenBlock {
  readonly selector: string;
  readonly tokens: Readonly<Record<string, string>>;
}

/** Marks the style sheet with the designer's own values, which is none of the portal's. */
export const OWN_TOKENS = 'own-tokens';

const isOwn = (sheet: CSSStyleSheet): boolean =>
  (sheet.ownerNode as Element | null)?.id === OWN_TOKENS;

function tokensOf(style: CSSStyleDeclaration): Readonly<Record<string, string>> | null {
  const names = Array.from(style);
  if (names.length === 0 || names.some((name) => !name.startsWith('--'))) return null;
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
}

/** In the order of the cascade. A selector that comes twice is one block. */
export function tokenBlocks(page: Document): readonly TokenBlock[] {
  const blocks = new Map<string, Readonly<Record<string, string>>>();
  for (const sheet of Array.from(page.styleSheets)) {
    if (isOwn(sheet)) continue;
    for (const rule of Array.from(sheet.cssRules)) {
      const { selectorText, style } = rule as CSSStyleRule;
      const tokens = selectorText ? tokensOf(style) : null;
      if (tokens) blocks.set(selectorText, { ...blocks.get(selectorText), ...tokens });
    }
  }
  return [...blocks].map(([selector, tokens]) => ({ selector, tokens }));
}

/**
 * The style sheet that puts own values over these blocks. Where a token is set in one block alone it also wins over the root's style
 * attribute, where the portal puts the operator's accent.
 */
export function tokenCss(
  blocks: readonly TokenBlock[],
  own: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const homes = (name: string) => blocks.filter(({ tokens }) => name in tokens).length;
  const rules = blocks.flatMap(({ selector, tokens }) => {
    const values = Object.entries(own[selector] ?? {}).filter(([name]) => name in tokens);
    const lines = values.map(
      ([name, value]) => `  ${name}: ${value}${homes(name) === 1 ? ' !important' : ''};\n`,
    );
    return lines.length > 0 ? [`${selector} {\n${lines.join('')}}\n`] : [];
  });
  return rules.join('\n');
}
