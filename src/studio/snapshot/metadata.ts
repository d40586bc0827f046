/**
 * Writes into a picture how it was painted: one XMP packet, which PNG, JPEG and WebP each have their
 * place for (https://developer.adobe.com/xmp/docs/XMPSpecifications/, part 3). Nothing is decoded or
 * encoded again. There is no location in it, and no name of the camera or its user.
 */
import {crc32} from '../../domain/crc32.ts';
import type {Provenance} from '../../domain/kept.ts';

const utf8 = new TextEncoder();

const escapes: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** The packet that says how a picture was painted, and when. */
export function packetOf(provenance: Provenance, time: Date): string {
  const {version, style, direction, strength, keepColours, generator} = provenance;
  const facts: Record<string, string> = {
    'xmp:CreatorTool': `Cyclelens ${version}`,
    'xmp:CreateDate': time.toISOString(),
    'cyclelens:style': style,
    'cyclelens:direction': direction,
    'cyclelens:strength': String(strength),
    'cyclelens:keepColours': String(keepColours),
    'cyclelens:generator': generator,
  };
  const attributes = Object.entries(facts).map(([name, value]) => `${name}="${escaped(value)}"`);
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:cyclelens="urn:cyclelens:1" ',
    `${attributes.join(' ')}/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
  ].join('');
}

/** `picture` with `packet` in it; a format that is not known here comes back as it is. */
export async function withPacket(picture: Blob, packet: string): Promise<Blob> {
  const bytes = utf8.encode(packet);
  switch (picture.type) {
    case 'image/png':
      return new Blob(intoPng(picture, bytes), {type: picture.type});
    case 'image/jpeg':
      return new Blob(intoJpeg(picture, bytes), {type: picture.type});
    case 'image/webp':
      return new Blob(await intoWebp(picture, bytes), {type: picture.type});
    default:
      return picture;
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function uint32(value: number, isLittleEndian: boolean): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, isLittleEndian);
  return bytes;
}

/** Signature and IHDR, which comes first and always has this length. */
const pngHeadBytes = 33;

/** An iTXt chunk behind the header (https://www.w3.org/TR/png-3/#11iTXt), not compressed. */
function intoPng(picture: Blob, packet: Bytes): BlobPart[] {
  const keyword = utf8.encode('XML:com.adobe.xmp\0\0\0\0\0');
  const body = joined(utf8.encode('iTXt'), keyword, packet);
  const chunk = joined(uint32(body.length - 4, false), body, uint32(crc32(body), false));
  return [picture.slice(0, pngHeadBytes), chunk, picture.slice(pngHeadBytes)];
}

/** An APP1 segment right behind the start; its length counts itself. */
function intoJpeg(picture: Blob, packet: Bytes): BlobPart[] {
  const body = joined(utf8.encode('http://ns.adobe.com/xap/1.0/\0'), packet);
  const length = body.length + 2;
  const marker = new Uint8Array([0xff, 0xe1, length >> 8, length & 255]);
  return [picture.slice(0, 2), marker, body, picture.slice(2)];
}

const xmpFlag = 4;

const fourCc = (bytes: Uint8Array, at: number) =>
  String.fromCharCode(...bytes.subarray(at, at + 4));

/** An XMP chunk at the end, announced in VP8X, which is put in where there is none. */
async function intoWebp(picture: Blob, packet: Bytes): Promise<BlobPart[]> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const chunks = bytes.subarray(12);
  const head = fourCc(bytes, 12) === 'VP8X' ? undefined : extendedHead(chunks);
  if (!head) bytes[20]! |= xmpFlag;
  const padding = new Uint8Array(packet.length % 2);
  const xmp = joined(utf8.encode('XMP '), uint32(packet.length, true), packet, padding);
  const body = joined(utf8.encode('WEBP'), head ?? new Uint8Array(), chunks, xmp);
  return [utf8.encode('RIFF'), uint32(body.length, true), body];
}

/** Of the one image chunk of a simple file: lossy (RFC 9649, 2.5) or lossless (2.6). */
function sizeOfWebp(chunks: Uint8Array): {width: number; height: number} {
  const view = new DataView(chunks.buffer, chunks.byteOffset);
  if (fourCc(chunks, 0) === 'VP8L') {
    const bits = view.getUint32(9, true);
    return {width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1};
  }
  return {width: view.getUint16(14, true) & 0x3fff, height: view.getUint16(16, true) & 0x3fff};
}

/** A VP8X chunk (https://developers.google.com/speed/webp/docs/riff_container#extended_file_format). */
function extendedHead(chunks: Uint8Array): Bytes {
  const {width, height} = sizeOfWebp(chunks);
  const head = new Uint8Array(18);
  head.set(utf8.encode('VP8X'));
  const view = new DataView(head.buffer);
  view.setUint32(4, 10, true);
  view.setUint8(8, xmpFlag);
  for (const [at, side] of [
    [12, width],
    [15, height],
  ] as const) {
    view.setUint16(at, (side - 1) & 0xffff, true);
    view.setUint8(at + 2, (side - 1) >> 16);
  }
  return head;
}
