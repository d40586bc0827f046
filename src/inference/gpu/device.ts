/** Finds a GPU worth using and makes our one GPUDevice, which the runtime is given. */
import type {BackendReason} from '../api.ts';

export interface Found {
  readonly device?: GPUDevice;
  readonly why: BackendReason;
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
  if (!('gpu' in navigator)) return {why: 'no-webgpu'};
  try {
    const adapter = await navigator.gpu.requestAdapter({powerPreference: 'high-performance'});
    if (!adapter) return {why: 'no-adapter'};
    if (adapter.info.isFallbackAdapter && !allowSoftware) {
      return {why: 'software'};
    }
    const device = await adapter.requestDevice({
      label: 'cyclelens',
      requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
      requiredLimits: Object.fromEntries(limits.map((limit) => [limit, adapter.limits[limit]])),
    });
    return {device, why: allowSoftware ? 'asked' : 'gpu'};
  } catch (error) {
    console.warn('WebGPU', error);
    return {why: 'broken'};
  }
}

/** The GPU's name as far as the browser tells. */
export function nameOfDevice({adapterInfo}: GPUDevice): string {
  const {description, vendor, architecture} = adapterInfo;
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'GPU';
}
