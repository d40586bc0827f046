/** Takes the lock `name` for as long as this worker lives; resolves once it is held. */
export const hold = (name?: string): Promise<void> =>
  new Promise((held) => {
    if (!name) {
      held();
      return;
    }
    const forever = new Promise<never>(() => undefined);
    navigator.locks
      .request(name, () => {
        held();
        return forever;
      })
      // Without it the watchdog alone tells of an end.
      .catch(() => held());
  });
