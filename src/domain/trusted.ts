/** Trusted Types: which texts may become code. TypeScript's library does not know them yet. */

interface TrustedTypesScope {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: {createScriptURL(url: string): string}): unknown;
  };
}

/**
 * Lets files of this origin start as workers, whoever asks (the runtime starts its threads by
 * itself), and nothing else: no text becomes script or markup. Each page and worker calls it once.
 * https://www.w3.org/TR/trusted-types/#default-policy-hdr
 */
export function trustOwnFiles(): void {
  (globalThis as TrustedTypesScope).trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => {
      const {href} = new URL(url, location.href);
      // Not by the URL's origin: a blob has that of the page.
      if (href.startsWith(`${location.origin}/`)) return href;
      throw new TypeError(`${url} is not a file of this app`);
    },
  });
}
