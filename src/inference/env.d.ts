/** Bytes and hash of the runtime's wasm files, filled in by vite.config.ts. */
declare const __RUNTIME_WASM__: Record<
  'jspi' | 'asyncify' | 'plain',
  {readonly bytes: number; readonly sha256: string; readonly parts: number}
>;

// TypeScript's WebWorker library knows WebGPU's types but not these constants.
declare const GPUBufferUsage: Record<
  'COPY_SRC' | 'COPY_DST' | 'STORAGE' | 'UNIFORM' | 'MAP_READ',
  number
>;
declare const GPUTextureUsage: Record<'COPY_DST' | 'TEXTURE_BINDING' | 'RENDER_ATTACHMENT', number>;

/** A WebAssembly module, compiled from AssemblyScript by scripts/assembly.ts. */
declare module '*?assembly' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
