import { crc32 } from 'node:zlib';

type Part = { readonly path: string; readonly bytes: Buffer };

/**
 * A zip of parts that were already unpacked and examined. A reader that goes by local headers, as streaming ones do, can be
 * shown other parts than one that goes by the directory; from this archive both read exactly what was examined.
 */
export function storedArchive(parts: readonly Part[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of parts) {
    const name = Buffer.from(path, 'utf8');
    const common = commonFields(name, bytes);
    const local = Buffer.concat([u32(0x04034b50), common, u16(0), name]);
    directory.push(u32(0x02014b50), u16(20), common, u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), name);
    pieces.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const count = u16(parts.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(listed.length), u32(offset), u16(0)];
  return [...pieces, listed, ...end];
}

/** The fields that stand alike in the local header and in the directory: stored, dated 1980-01-01, names in UTF-8. */
function commonFields(name: Buffer, bytes: Buffer): Buffer {
  const utf8Names = 0x0800;
  const size = u32(bytes.length);
  return Buffer.concat([u16(20), u16(utf8Names), u16(0), u16(0), u16(0x21), u32(crc32(bytes)), size, size, u16(name.length)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
