import { cpSync, existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGE_TOKEN } from '../../contract.mjs';

const product = fileURLToPath(new URL('../../../', import.meta.url));
const benchContent = fileURLToPath(new URL('../../content/', import.meta.url));

/** Environment of a real installation on the embedded store in `folder`. */
export function settingsFor({ folder, port, sendApi, secret }) {
  return {
    NODE_ENV: 'production',
    EMBEDDED_STORE: 'allow',
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    CONTENT_DIR: contentIn(folder),
    SECRET_KEY: 'installation-key-of-the-measured-one-0123456789',
    SERVICE_WORKER_KEY: 'second-key-of-the-measured-one-9876543210-abc',
    AGENCY_NAME: 'Cơ quan của phép đo',
    MESSENGER_APP_SECRET: secret,
    MESSENGER_VERIFY_TOKEN: 'verify-token-of-the-measured-one',
    MESSENGER_PAGE_TOKEN: PAGE_TOKEN,
    MESSENGER_API_URL: sendApi,
    MESSENGER_PER_SECOND: '100000', // what the page allows must not be what is measured
  };
}

/** The product's content with the bench's course in place of its own, made once in each folder. */
function contentIn(folder) {
  const target = join(folder, 'content');
  if (!existsSync(target)) {
    cpSync(join(product, 'content'), target, { recursive: true, filter: isKept });
    cpSync(benchContent, target, { recursive: true });
  }
  return target;
}

/** Not the courses, and not the approvals of their lessons; `answers.yaml` beside the courses is for all. */
function isKept(path) {
  const [area, name] = relative(join(product, 'content'), path).split(sep);
  if (area === 'courses') return name === undefined || name === 'answers.yaml';
  return area !== 'approvals' || name === undefined;
}
