const { existsSync } = require('node:fs');
const { join } = require('node:path');
const TestSequencer = require('@jest/test-sequencer').default;

/** Files that take far longer than the others, the longest first: one of them that begins last would be waited for with a processor idle. */
const longest = [
  'server/kill.test.ts',
  'server/console/every-route.test.ts',
  'server/campaign-kill.test.ts',
  'server/console/meetings/meeting-day.test.ts',
  'browser/outcome.test.ts',
  'server/outbox/two-processes.test.ts',
  'server/console/browser.test.ts',
  'browser/officer.test.ts',
  'browser/chat-views.test.ts',
  'server/console/places/browser.test.ts',
  'server/console/plans/browser.test.ts',
  'server/doctor/doctor.test.ts',
  'server/every-tap-three-times.test.ts',
  'server/three-channels.test.ts',
  'server/cli/campaign.test.ts',
  'server/zalo/one-renewal.test.ts',
].map((name) => join(__dirname, '..', name));

for (const path of longest) if (!existsSync(path)) throw new Error(`tests/support/longest-first.cjs names ${path}, which is not there`);

module.exports = class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => (longest.includes(path) ? longest.indexOf(path) : longest.length);
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
