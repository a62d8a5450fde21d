import { formatIssue } from '../../courses/content-issue';
import { loadContent } from '../../courses/load-courses';
import { loadTexts } from '../../server/i18n';
import type { LogLine } from '../../server/observability/logger';
import { soundContent } from '../../server/sound-content';
import { explainFailure } from '../../server/start-failure';
import { removeContent, writeContent } from '../courses/support/small-content';

describe('the content at a start', () => {
  afterAll(removeContent);

  it('stops the start when it holds errors, and lists each where it stands, with what to do', () => {
    const folder = writeContent({ 'sources.yaml': 'documents: [\n' });
    const [first] = loadContent(folder).issues;

    const said = explainFailure(failureOf(folder), loadTexts());

    expect(first).toBeDefined();
    expect(said).toContain(first === undefined ? 'nothing' : formatIssue(first));
    expect(said).toMatch(/sources\.yaml:\d+:\d+ .+ \[yaml_syntax\]/);
    expect(said).toMatch(/Không khởi động được[\s\S]*Cannot start[\s\S]*npx hieu-luat content check/);
    expect(said).not.toMatch(/ {4}at /);
  });

  it('says so when the folder is not there', () => {
    expect(explainFailure(failureOf('/nowhere'), loadTexts())).toMatch(/\/nowhere[\s\S]*\[unreadable\]/);
  });

  it('is served around a source that has lapsed, and the log says where', () => {
    const { logged, logger } = listeningLogger();
    const content = soundContent(writeContent({}), { on: '2099-01-01', logger });

    expect(content.lessons.length).toBeGreaterThan(0);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged).toEqual(logged.map(() => expect.objectContaining({ event: 'content.issue', file: expect.stringMatching(/yaml$/) })));
  });
});

function failureOf(folder: string): unknown {
  try {
    return soundContent(folder, { on: '2026-11-22', logger: listeningLogger().logger });
  } catch (error) {
    return error;
  }
}

function listeningLogger() {
  const logged: LogLine[] = [];
  const log = (line: LogLine) => void logged.push(line);
  return { logged, logger: { debug: log, info: log, warn: log, error: log } };
}
