/**
 * Lets files in, in a worker of its own: what hangs or traps here costs this worker, and the live
 * picture goes on. Holds one file at a time.
 */
import {ownStylePath, ownStylesCache} from '../../domain/own-style.ts';
import {filesOf, type PackDescription} from '../../domain/pack.ts';
import {generatorFor, maxGeneratorBytes, type Style} from '../../domain/style.ts';
import type {BackendKind} from '../api.ts';
import {keepAsset} from '../assets.ts';
import {openBackend} from '../backend.ts';
import type {Choices, FoundGenerator, FoundPack, IntakeApi, Naming, Refused, Trial} from './api.ts';
import {choicesOf, packOf, tryBare, type Bare} from './bare.ts';
import {collectPack} from './collect.ts';
import {inspect} from './inspect.ts';
import {maxPackBytes} from './limits.ts';
import {readPack, writePack, type Pack} from './pack.ts';
import {refuse, RefusedError} from './refuse.ts';
import {paintTrial, type Easel} from './trial.ts';

/** What `work` gives, or why the file is turned away. */
async function orRefused<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof RefusedError ? error.reason : 'does-not-run';
    return {kind: 'refused', reason, detail: String(error)};
  }
}

export class Intake implements IntakeApi {
  #held: Pack | Bare | undefined;
  #easel: Promise<Easel> | undefined;

  read(file: Blob, isPack: boolean): Promise<Refused | FoundPack | FoundGenerator> {
    return orRefused<FoundPack | FoundGenerator>(async () => {
      this.#held = undefined;
      if (file.size > (isPack ? maxPackBytes : maxGeneratorBytes)) refuse('too-large', 'file');
      const data = new Uint8Array(await file.arrayBuffer());
      return isPack ? this.#foundPack(await readPack(data)) : this.#foundGenerator(data);
    });
  }

  try(
    frame: VideoFrame,
    backend: BackendKind | 'auto',
    choices?: Choices,
  ): Promise<Refused | Trial> {
    return orRefused(async () => {
      try {
        const easel = await this.#openEasel(backend);
        const held = this.#held ?? refuse('malformed', 'nothing was read');
        return 'files' in held
          ? await this.#tryPack(easel, held, frame)
          : await tryBare(easel, held, frame, choices);
      } finally {
        frame.close();
      }
    });
  }

  async keep(naming: Naming): Promise<Refused | PackDescription> {
    return orRefused(async () => {
      const held = this.#held ?? refuse('malformed', 'nothing was read');
      const {description, files} =
        'files' in held ? renamed(held, naming) : await packOf(held, naming);
      try {
        for (const {file, sha256} of filesOf(description)) {
          await keepAsset(sha256, files.get(file) as Uint8Array<ArrayBuffer>);
        }
        const cache = await caches.open(ownStylesCache);
        await cache.put(ownStylePath(description.style.id), Response.json(description));
      } catch (error) {
        refuse('storage', String(error));
      }
      return description;
    });
  }

  async pack(style: Style, modelsUrl: string, card: string | undefined): Promise<Blob> {
    const bytes = writePack(await collectPack(style, modelsUrl, card));
    return new Blob([bytes], {type: 'application/vnd.cyclelens.style+zip'});
  }

  /** The easel, opened once; where that failed, the next file tries again. */
  #openEasel(kind: BackendKind | 'auto'): Promise<Easel> {
    return (this.#easel ??= openEasel(kind).catch((error: unknown) => {
      this.#easel = undefined;
      throw error;
    }));
  }

  #foundPack(pack: Pack): FoundPack {
    this.#held = pack;
    const {description, files} = pack;
    const {style, card} = description;
    const bytesOf = (name: string) => files.get(name) as Uint8Array<ArrayBuffer>;
    return {
      kind: 'pack',
      description,
      card: card && new TextDecoder().decode(bytesOf(card.file)),
      thumbnail: new Blob([bytesOf(style.thumbnail)], {type: 'image/webp'}),
    };
  }

  #foundGenerator(data: Uint8Array<ArrayBuffer>): FoundGenerator {
    const findings = inspect(data);
    this.#held = {data, findings};
    const {form, isRangeSure} = findings;
    return {
      kind: 'generator',
      bytes: data.length,
      choices: choicesOf(form),
      unsure: {range: !isRangeSure, fit: form.fixed !== undefined && form.opset >= 11},
    };
  }

  async #tryPack(easel: Easel, {description, files}: Pack, frame: VideoFrame): Promise<Trial> {
    const spec = generatorFor(description.style, 'X→Y') ?? refuse('pack-description', 'no G');
    const data = files.get(spec.file) as Uint8Array<ArrayBuffer>;
    return {kind: 'painted', ...(await paintTrial(easel, spec, data, frame)), choices: undefined};
  }
}

const renamed = ({description, files}: Pack, {id}: Naming): Pack => ({
  description: {...description, style: {...description.style, id}},
  files,
});

async function openEasel(kind: BackendKind | 'auto'): Promise<Easel> {
  const backend = await openBackend({backend: kind}, () => undefined);
  const canvas = new OffscreenCanvas(1, 1);
  return {backend, canvas, painter: backend.painterOn(canvas)};
}
