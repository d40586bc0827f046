import {toJsonSchema} from '@valibot/to-json-schema';
import {packSchema} from '../src/domain/pack.ts';

/** The JSON schema of a style pack's `style.json`; checks that JSON Schema cannot say are left out. */
export function packJsonSchema(): string {
  const schema = toJsonSchema(packSchema, {errorMode: 'ignore'});
  return `${JSON.stringify({title: 'Cyclelens style pack: style.json', ...schema}, null, 2)}\n`;
}
