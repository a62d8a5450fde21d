// The compiled product as configured by the environment, for tests that kill its process. Turns are dated by a clock that runs fast, so
// that lessons are read at a reader's pace; everything else, the lock of an idle chat too, goes by the real one, or by one that is set apart.
const { readConfig } = require('../../dist/server/config.js');
const { start } = require('../../dist/server/start.js');

const times = Number(process.env.CLOCK_TIMES);
const began = Number(process.env.CLOCK_BEGAN);
const ahead = Number(process.env.CLOCK_AHEAD ?? 0);
const now = () => new Date(Date.now() + ahead);

const turnClock = (event) => (event === undefined ? now() : new Date(began + (Date.now() - began) * times + ahead));

const jobs = process.env.JOBS === 'none' ? { jobs: false } : {};

start(readConfig({ values: process.env }, []), { now, pipeline: { now: turnClock }, ...jobs }).then(
  (running) => process.stdout.write(`listening ${running.address}\n`),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
