/** What clips are made of here: MP4 with H.264 where the device encodes it, else WebM. */
import {
  canEncodeAudio,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Quality,
  WebMOutputFormat,
  type AudioCodec,
  type AudioEncodingConfig,
  type OutputFormat,
  type VideoEncodingConfig,
} from 'mediabunny';
import {AppError} from '../../domain/errors.ts';
import type {Size} from '../../domain/geometry.ts';
import type {ClipPlan} from './api.ts';

const videoQuality = new Quality({quality: 'high', preferBitrate: true});
const audioQuality = new Quality({bitrate: 128_000});

/** Samples a second of recorded sound: what Opus works with. */
export const soundRate = 48_000;

/**
 * The best that this device encodes at `size`.
 * @throws RecordingUnsupported
 */
export async function planClip(size: Size): Promise<ClipPlan> {
  const isMp4 = (await encoderFor('video/mp4', size)) !== undefined;
  return {type: isMp4 ? 'video/mp4' : 'video/webm', ...size};
}

/** @throws RecordingUnsupported */
export async function videoConfig({
  type,
  ...size
}: ClipPlan): Promise<Pick<VideoEncodingConfig, 'codec' | 'quality'>> {
  const codec = await encoderFor(type, size);
  if (!codec) throw new AppError('RecordingUnsupported', `no encoder for ${type}`);
  return {codec, quality: videoQuality};
}

/** Undefined where no sound can be encoded. */
export async function audioConfig({
  type,
}: ClipPlan): Promise<Pick<AudioEncodingConfig, 'codec' | 'quality'> | undefined> {
  const codecs: AudioCodec[] = type === 'video/mp4' ? ['aac', 'opus'] : ['opus'];
  const config = {numberOfChannels: 1, sampleRate: soundRate, quality: audioQuality};
  for (const codec of codecs) {
    if (await canEncodeAudio(codec, config)) return {codec, quality: audioQuality};
  }
  return undefined;
}

const encoderFor = async (type: ClipPlan['type'], {width, height}: Size) =>
  (await getFirstEncodableVideoCodec(type === 'video/mp4' ? ['avc'] : ['vp9', 'vp8', 'av1'], {
    width,
    height,
    quality: videoQuality,
  })) ?? undefined;

/** A container that grows piece by piece, so that what is there can be read if the end never comes. */
export const growing = (type: ClipPlan['type']): OutputFormat =>
  type === 'video/mp4'
    ? new Mp4OutputFormat({fastStart: 'fragmented'})
    : new WebMOutputFormat({appendOnly: true});

/** A container as players like it best, which is put together in memory. */
export const whole = (type: ClipPlan['type']): OutputFormat =>
  type === 'video/mp4' ? new Mp4OutputFormat({fastStart: 'in-memory'}) : new WebMOutputFormat();
