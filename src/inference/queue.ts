/**
 * One call at a time. Overlapping calls into onnxruntime-web hang or corrupt its heap
 * (https://github.com/microsoft/onnxruntime/issues/27592), so each create, run and release of a
 * worker goes through one of these.
 */
export class Queue {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs `task` after all earlier ones, whether those failed or not. */
  add<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
