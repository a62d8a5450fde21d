import { fromTcvn3 } from './tcvn3';
import { fromVni } from './vni';

export const encodings = ['unicode', 'tcvn3', 'vni'] as const;
export type Encoding = (typeof encodings)[number];

/** Letters that neither old encoding shows: text with one of them is Unicode already. */
const onlyUnicode = /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]|[\u0300\u0301\u0303\u0309\u0323]/u;

export function isSurelyUnicode(text: string): boolean {
  return onlyUnicode.test(text);
}

/** Text in NFC, taken to have been typed in one of the three ways. */
export function readVietnamese(text: string, encoding: Encoding): string {
  if (encoding === 'unicode' || isSurelyUnicode(text)) return text.normalize('NFC');
  return (encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text)).normalize('NFC');
}
