const { readFileSync } = require('node:fs');

/** A suite that could not be loaded counts as one failure; without results, or without any test passed, the run has failed. */
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = readResults(process.argv[2]);
const failed = numFailedTests + numRuntimeErrorTestSuites;
process.exitCode = failed > 0 || numPassedTests === 0 ? 1 : 0;
console.log(`${numPassedTests} passed, ${failed} failed`);

function readResults(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
  }
}
