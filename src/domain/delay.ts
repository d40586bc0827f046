/** Resolves after so many milliseconds. */
export const delay = (ms: number) => new Promise<undefined>((done) => setTimeout(done, ms));
