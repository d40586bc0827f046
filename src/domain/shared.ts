/** What other apps share into this one, on its way from the service worker to the page. */

/** The cache that holds it until the page takes it. */
export const sharedCache = 'cyclelens-shared';

/** Its key there, below the app's own address. */
export const sharedPath = 'shared';

/** Where other apps send it, below the app's own address; the manifest says the same. */
export const shareTarget = 'share-target';

/** The manifest's name for the files of a share. */
export const sharedField = 'files';

/** What the page's address asks for when something was shared. */
export const sharedQuery = '?open=shared';
