import { type Answer, type Call, json } from '../platform-parts/loopback';
import { type Part, partNamed } from '../platform-parts/multipart';
import type { Asset } from './assets';
import type { Platform } from './platform';
import { invalid } from './refusal';

const megabyte = 1024 * 1024;
const kinds: Readonly<Record<Asset['kind'], { readonly most: number; readonly is: (part: Part) => boolean; readonly want: string }>> = {
  image: { most: megabyte, is: ({ bytes }) => startsWith(bytes, '89504e47') || startsWith(bytes, 'ffd8ff'), want: 'png and jpeg' },
  gif: { most: 5 * megabyte, is: ({ bytes }) => startsWith(bytes, '47494638'), want: 'gif' },
  file: { most: 5 * megabyte, is: ({ fileName }) => /\.(pdf|docx?|csv)$/i.test(fileName), want: 'PDF, DOC, DOCX and CSV' },
};

/** `POST /v2.0/oa/upload/…`: usable for seven days, so many a month. */
export function upload(kind: Asset['kind']) {
  return (platform: Platform, _fields: unknown, call: Call): Answer => {
    const now = platform.clock.now();
    if (!platform.uploads.take(now)) return platform.refuse({ rule: 'R37', code: -211 });
    const part = partNamed(call, 'file');
    if (part === undefined) return platform.refuse(invalid('R37', 'file'));
    const { most, is, want } = kinds[kind];
    if (!is(part)) return platform.refuse({ rule: 'R37', code: -201, message: `File is invalid! Only ${want} are supported` });
    if (part.bytes.length > most) return platform.refuse({ rule: 'R37', code: -210 });
    const { id } = platform.assets.add(kind, part.bytes, part.type, now);
    return json({ error: 0, message: 'Success', data: kind === 'file' ? { token: id } : { attachment_id: id } });
  };
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(0, hex.length / 2).toString('hex') === hex;
}
