/** The app's version, filled in by vite.config.ts. */
declare const __APP_VERSION__: string;
