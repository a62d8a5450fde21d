import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../courses/load-courses';

/** A copy of the content in which every lesson was approved, as it will be before it is served. Removed by the caller. */
export function copyApprovedContent(folder: string = mkdtempSync(join(tmpdir(), 'hieu-luat-content-'))): string {
  cpSync(join(__dirname, '../../content'), folder, { recursive: true });
  const approvals = loadContent(folder).lessons.map(({ lesson: { id: lesson, language, version } }) => {
    return { lesson, language, version, approved_by: 'Hội đồng thử', role: 'luật sư', on: '2026-11-22' };
  });
  writeFileSync(join(folder, 'approvals/all.yaml'), JSON.stringify(approvals));
  return folder;
}
