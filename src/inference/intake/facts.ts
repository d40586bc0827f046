/** What a description says of a file. */
import type {GeneratorSpec} from '../../domain/style.ts';
import {sha256Of} from '../hash.ts';
import {ends, type Form} from './adapt.ts';
import {isOurs, type Findings} from './inspect.ts';

export const factsOf = async (data: Uint8Array<ArrayBuffer>) => ({
  bytes: data.length,
  sha256: await sha256Of(data),
});

/** How the generator in `data` is to be run, which has `form`, or was brought from it into ours. */
export async function specOf(
  {multiple, gmacs, parameters}: Findings,
  form: Form,
  data: Uint8Array<ArrayBuffer>,
): Promise<GeneratorSpec> {
  const facts = await factsOf(data);
  return {
    file: `own.${facts.sha256.slice(0, 8)}.onnx`,
    ...facts,
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
