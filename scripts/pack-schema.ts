/** Writes docs/style-pack.schema.json from the schema that the app checks packs with. */
import {writeFileSync} from 'node:fs';
import {packJsonSchema} from './pack-json-schema.ts';

writeFileSync('docs/style-pack.schema.json', packJsonSchema());
