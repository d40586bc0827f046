/** Finds a GPU worth using and makes our one GPUDevice, which the runtime is given. */

interface Found {
  readonly device?: GPUDevice;
  /** Why this backend, as a sentence for the user. */
  readonly why: string;
}

const features: GPUFeatureName[] = ['shader-f16', 'subgroups'];

/** Limits that the runtime's kernels make use of where the adapter has more than the default. */
const limits = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBuffersPerShaderStage',
] as const satisfies (keyof GPUSupportedLimits)[];

/**
 * A device on a real GPU, or the reason why there is none. A software adapter is refused unless
 * allowed: it paints hundreds of times slower than WebAssembly does on the same core.
 */
export async function findDevice({allowSoftware}: {allowSoftware: boolean}): Promise<Found> {
  if (!('gpu' in navigator)) return {why: 'This browser has no WebGPU.'};
  try {
    const adapter = await navigator.gpu.requestAdapter({powerPreference: 'high-performance'});
    if (!adapter) return {why: 'WebGPU found no graphics processor that it may use.'};
    if (adapter.info.isFallbackAdapter && !allowSoftware) {
      return {why: 'WebGPU is only emulated in software here.'};
    }
    const device = await adapter.requestDevice({
      label: 'cyclelens',
      requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
      requiredLimits: Object.fromEntries(limits.map((limit) => [limit, adapter.limits[limit]])),
    });
    return {device, why: 'WebGPU runs on this device’s graphics processor.'};
  } catch (error) {
    console.warn('WebGPU', error);
    return {why: 'WebGPU is there but did not start.'};
  }
}

/** The GPU's name as far as the browser tells. */
export function nameOfDevice({adapterInfo}: GPUDevice): string {
  const {description, vendor, architecture} = adapterInfo;
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'GPU';
}
