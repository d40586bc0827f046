/** What a description says of a file. */
import type {GeneratorSpec} from '../../domain/style.ts';
import {sha256Of} from '../hash.ts';
import {ends, type Form} from './adapt.ts';
import {isOurs, type Findings} from './inspect.ts';

export const factsOf = async (data: Uint8Array<ArrayBuffer>) => ({
  bytes: data.length,
  sha256: await sha256Of(data),
});

/** What is known of a generator without its file, which is only hashed once it is kept. */
export type Unfiled = Omit<GeneratorSpec, 'file' | 'bytes' | 'sha256'>;

/** How a generator is to be run that has `form`, or was brought from it into ours. */
export function specOf({multiple, gmacs, parameters}: Findings, form: Form): Unfiled {
  return {
    ...(isOurs(form) ? {input: form.input, output: form.output} : ends),
    layout: 'NCHW',
    range: [-1, 1],
    precision: 'f32',
    multiple,
    margin: 0,
    ...(form.fixed && {fixed: form.fixed}),
    gmacs,
    parameters,
  };
}
