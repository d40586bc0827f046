/** Opens the lab when it is first needed, and again where another runtime took over. */
import type {GeneratorSpec} from '../../domain/style.ts';
import type {Runtime} from '../ort.ts';
import type {Lab} from './lab.ts';

export class LabDoor {
  readonly #fetch: (network: GeneratorSpec) => Promise<ArrayBuffer>;
  #runtime: Runtime | undefined;
  #lab: Promise<Lab> | undefined;

  /** @param fetch gives a network's verified weights */
  constructor(fetch: (network: GeneratorSpec) => Promise<ArrayBuffer>) {
    this.#fetch = fetch;
  }

  open(runtime: Runtime): Promise<Lab> {
    if (this.#lab && this.#runtime === runtime) return this.#lab;
    void this.#lab?.then((old) => old.close()).catch(console.warn);
    this.#runtime = runtime;
    const lab = import('./lab.ts').then(({Lab}) => new Lab(runtime, this.#fetch));
    lab.catch(() => (this.#lab = undefined));
    return (this.#lab = lab);
  }
}
