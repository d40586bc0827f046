/** `made` when its first `work` has succeeded; where that fails it is released. @throws as `work` does */
export async function proven<T extends {release(): Promise<void>}>(
  made: T,
  work: () => Promise<unknown>,
): Promise<T> {
  try {
    await work();
    return made;
  } catch (error) {
    await made.release().catch(console.warn);
    throw error;
  }
}
