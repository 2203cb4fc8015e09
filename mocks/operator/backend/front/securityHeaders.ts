/** The headers of every answer of the host. Pages also get their own policy. */

interface HeaderParts {
  /** Behind a proxy that ends TLS. Over plain HTTP browsers must ignore HSTS, so it is not sent. */
  readonly https: boolean;
}

const YEAR_SECONDS = 31_536_000;

/** Only features that Chromium knows: it writes an error to the console of every page for each other one. */
const PERMISSIONS =
  'usb=(self), hid=(self), serial=(), camera=(), microphone=(), geolocation=(), payment=(), display-capture=(), fullscreen=(self)';

export const securityHeaders = ({ https }: HeaderParts): Readonly<Record<string, string>> => ({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'Permissions-Policy': PERMISSIONS,
  'Cache-Control': 'no-store',
  ...(https ? { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
});

const TRUSTED = { portal: 'portal-scripts', mocks: '', console: "'none'" };

/**
 * The policy of a page. `portal`: the production build, whose scripts get their addresses from one named policy
 * (src/app/boot/boot.ts). `mocks`: a build with a simulated operator, which compiles contracts as it runs,
 * registers a worker, and shows the portal in a frame of its own page. `artworkUrl`: of `config.json`; a host of its own may give pictures.
 */
export function pagePolicy(page: 'portal' | 'mocks' | 'console', artworkUrl = ''): string {
  const isMocks = page === 'mocks';
  return [
    "default-src 'none'",
    `script-src 'self'${isMocks ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${isMocks ? " 'unsafe-inline'" : ''}`,
    `img-src 'self' data:${/^https?:/.test(artworkUrl) ? ` ${new URL(artworkUrl).origin}` : ''}`,
    "font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:* ws://localhost:*`,
    "worker-src 'self'",
    "manifest-src 'self'",
    `frame-src ${isMocks ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    `form-action ${page === 'console' ? "'none'" : "'self'"}`,
    `frame-ancestors ${isMocks ? "'self'" : "'none'"}`,
    "object-src 'none'",
    ...(isMocks ? [] : ["require-trusted-types-for 'script'", `trusted-types ${TRUSTED[page]}`]),
  ].join('; ');
}
