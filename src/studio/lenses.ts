/** Cameras of phones, told apart: which way they look, and which of several lenses is the main one. */

export type Facing = 'user' | 'environment';

type Described = MediaDeviceInfo & {getCapabilities?: () => {facingMode?: string[]}};

/** Which way a camera looks, as far as the browser or its name tells. */
export function facingOf(device: Described): Facing | undefined {
  const [facing] = device.getCapabilities?.().facingMode ?? [];
  if (facing === 'user' || facing === 'environment') return facing;
  const name = device.label.toLowerCase();
  if (/\b(back|rear|environment)\b/.test(name)) return 'environment';
  return /\b(front|user|facetime)\b/.test(name) ? 'user' : undefined;
}

/** Lenses for something else than what one first wants to see. */
const special = /tele|ultra|macro|depth|infrared|\bir\b|desk view/i;

/**
 * The main one of several lenses: not a telephoto lens or the like, and of numbered ones (Android's
 * “camera2 0, facing back”) the lowest.
 */
export function mainLens<T extends Pick<MediaDeviceInfo, 'label'>>(
  lenses: readonly T[],
): T | undefined {
  const rank = ({label}: T) =>
    Number(special.test(label)) * 1000 + Number(/\bcamera2? (\d+)/i.exec(label)?.[1] ?? 0);
  return [...lenses].sort((a, b) => rank(a) - rank(b))[0];
}
