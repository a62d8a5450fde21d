import type { Call, CallOptions } from '../call';
import { fieldsOf, numberOf, present, textOf } from '../json';

export type UploadedPicture = { readonly attachmentId: string; readonly width?: number; readonly height?: number };
export type UploadedFile = { readonly token: string };

/** What is uploaded can be sent for seven days; later it is refused with -100. 5,000 a month for each kind. */
export function uploadsOf(call: Call) {
  const picture = (kind: 'image' | 'gif', bytes: Uint8Array, name: string, options?: CallOptions): Promise<UploadedPicture> =>
    call(
      { host: 'oa', method: 'POST', path: `/v2.0/oa/upload/${kind}`, body: upload(bytes, name), repeatable: true, read: readPicture },
      options,
    );
  return {
    /** JPG or PNG, 1 MB at most. */
    image: (bytes: Uint8Array, name: string, options?: CallOptions) => picture('image', bytes, name, options),
    /** 5 MB at most. */
    gif: (bytes: Uint8Array, name: string, options?: CallOptions) => picture('gif', bytes, name, options),
    /** PDF, DOC, DOCX or CSV, 5 MB at most. */
    file: (bytes: Uint8Array, name: string, options?: CallOptions): Promise<UploadedFile> =>
      call(
        { host: 'oa', method: 'POST', path: '/v2.0/oa/upload/file', body: upload(bytes, name), repeatable: true, read: readFile },
        options,
      ),
  };
}

/** Multipart with one part named `file`. */
export function upload(bytes: Uint8Array, name: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

function readPicture(data: unknown): UploadedPicture | undefined {
  const fields = fieldsOf(data);
  const attachmentId = textOf(fields?.attachment_id);
  if (attachmentId === undefined) return undefined;
  return { attachmentId, ...present({ width: numberOf(fields?.width), height: numberOf(fields?.height) }) };
}

function readFile(data: unknown): UploadedFile | undefined {
  const token = textOf(fieldsOf(data)?.token);
  return token === undefined ? undefined : { token };
}
